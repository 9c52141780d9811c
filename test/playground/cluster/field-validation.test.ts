import { describe, expect, test } from 'vitest';
import { shop, writableCluster } from './writing.ts';

const routes = '/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes';
const { post } = writableCluster();

describe('fields a kind does not have', () => {
  const body = { metadata: { name: 'x' }, spec: { ports: [{ port: 1, colour: 'red' }] } };
  const create = (validation: string, given: unknown = body) =>
    post(`${shop}/services?dryRun=All&fieldValidation=${validation}`, given);

  test('are warned about and dropped', async () => {
    const answer = await create('Warn');
    expect(answer.headers.get('warning')).toBe('299 - "unknown field \\"spec.ports[0].colour\\""');
    expect((await answer.json()).spec.ports[0].colour).toBeUndefined();
  });

  test('are dropped without a word', async () => {
    const answer = await create('Ignore');
    expect([answer.status, answer.headers.get('warning')]).toEqual([201, null]);
  });

  test('are refused', async () => {
    const text = '{"metadata":{"name":"x","name":"y"},"spec":{"colour":1}}';
    const { code, message } = await (await create('Strict', text)).json();
    expect(code).toBe(400);
    expect(message).toBe(
      'Service in version "v1" cannot be handled as a Service: strict decoding error: ' +
        'duplicate field "metadata.name", unknown field "spec.colour"',
    );
  });

  test('are kept where a definition says so', async () => {
    const spec = { anything: { goes: true } };
    const answer = await post(`${routes}?dryRun=All`, { metadata: { name: 'x' }, spec });
    expect((await answer.json()).spec).toEqual(spec);
  });

  test('need a directive that exists', async () => {
    const { message } = await (await create('Maybe')).json();
    expect(message).toContain('fieldValidation: Unsupported value: "Maybe"');
  });

  test('a value of the wrong type is told with the field of the Go struct', async () => {
    const given = { metadata: { name: 'x' }, spec: { ports: [{ port: 'http' }] } };
    const { code, message } = await (await create('Ignore', given)).json();
    expect([code, message]).toEqual([
      400,
      'Service in version "v1" cannot be handled as a Service: json: cannot unmarshal string ' +
        'into Go struct field ServicePort.spec.ports.port of type int32',
    ]);
  });
});
