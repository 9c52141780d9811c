import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const strategic = 'application/strategic-merge-patch+json';
const deployments = '/apis/apps/v1/namespaces/shop/deployments';
let server: ApiServer;

const container = (name: string, more: object = {}) => ({ name, image: `${name}:1`, ...more });
const selector = { matchLabels: { app: 'x' } };
const podOf = (spec: object) => ({ spec: { template: { spec } } });

beforeEach(async () => {
  server = await startRecordedCluster();
  const env = [
    { name: 'A', value: '1' },
    { name: 'B', value: '2' },
  ];
  const spec = {
    containers: [container('one', { env, args: ['a', 'b'] }), container('two')],
    tolerations: [{ key: 'a', operator: 'Exists' }],
    volumes: [{ name: 'v', emptyDir: {} }],
  };
  const template = { metadata: { labels: { app: 'x' } }, spec };
  const finalizers = ['example.com/a', 'example.com/b'];
  const body = { metadata: { name: 'x', finalizers }, spec: { selector, template } };
  expect((await ask(server, deployments, { method: 'POST', body })).status).toBe(201);
});
afterEach(() => server.close());

async function patch(body: unknown) {
  const path = `${deployments}/x`;
  const answer = await ask(server, path, { method: 'PATCH', body, contentType: strategic });
  expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([200, '']);
  const object = await answer.json();
  return { object, pod: object.spec.template.spec };
}

const names = (list: { name: string }[]) => list.map(({ name }) => name);

describe('a strategic merge patch', () => {
  test('changes the container it names and leaves the others', async () => {
    const { pod } = await patch(podOf({ containers: [{ name: 'two', image: 'two:2' }] }));
    expect(names(pod.containers).toSorted()).toEqual(['one', 'two']);
    const find = (name: string) =>
      pod.containers.find((one: { name: string }) => one.name === name);
    expect([find('two').image, find('one').image]).toEqual(['two:2', 'one:1']);
  });

  test('adds an element that is new, behind those it does not name', async () => {
    const { pod } = await patch(podOf({ containers: [container('three')] }));
    expect(names(pod.containers).toSorted()).toEqual(['one', 'three', 'two']);
  });

  test('deletes an element with $patch', async () => {
    const { pod } = await patch(podOf({ containers: [{ name: 'one', $patch: 'delete' }] }));
    expect(names(pod.containers)).toEqual(['two']);
  });

  test('replaces a whole list with $patch', async () => {
    const containers = [container('new'), { $patch: 'replace' }];
    const { pod } = await patch(podOf({ containers }));
    expect(names(pod.containers)).toEqual(['new']);
  });

  test('merges env by name and replaces args, which have no key', async () => {
    const change = { name: 'one', env: [{ name: 'B', value: '3' }], args: ['c'] };
    const { pod } = await patch(podOf({ containers: [change] }));
    const one = pod.containers.find(({ name }: { name: string }) => name === 'one');
    expect(one.args).toEqual(['c']);
    expect(one.env).toContainEqual({ name: 'A', value: '1' });
    expect(one.env).toContainEqual({ name: 'B', value: '3' });
  });

  test('replaces tolerations, which have no key either', async () => {
    const { pod } = await patch(podOf({ tolerations: [{ key: 'b', operator: 'Exists' }] }));
    expect(pod.tolerations).toEqual([{ key: 'b', operator: 'Exists' }]);
  });

  test('orders elements by $setElementOrder, as kubectl sends it', async () => {
    const order = [{ name: 'two' }, { name: 'one' }];
    const { pod } = await patch(podOf({ '$setElementOrder/containers': order }));
    expect(names(pod.containers)).toEqual(['two', 'one']);
  });

  test('takes single values out of a list of texts', async () => {
    const body = { metadata: { '$deleteFromPrimitiveList/finalizers': ['example.com/a'] } };
    expect((await patch(body)).object.metadata.finalizers).toEqual(['example.com/b']);
  });

  test('keeps of a volume only what $retainKeys lists', async () => {
    const volume = { name: 'v', $retainKeys: ['name', 'configMap'], configMap: { name: 'c' } };
    const { pod } = await patch(podOf({ volumes: [volume] }));
    expect(pod.volumes).toEqual([{ name: 'v', configMap: { name: 'c', defaultMode: 420 } }]);
  });

  test('replaces a map with $patch, and removes what is null', async () => {
    const { object } = await patch({ metadata: { labels: { a: '1', b: '2' } } });
    expect(object.metadata.labels).toEqual({ a: '1', b: '2' });
    const second = await patch({ metadata: { labels: { $patch: 'replace', c: '3' } } });
    expect(second.object.metadata.labels).toEqual({ c: '3' });
    const third = await patch({ metadata: { labels: { c: null } } });
    expect(third.object.metadata.labels ?? {}).toEqual({});
  });

  test('says in Go’s words what cannot be converted', async () => {
    const body = { spec: { replicas: 'many' } };
    const asked = { method: 'PATCH', body, contentType: strategic };
    const { message } = await askJson(server, `${deployments}/x`, asked);
    const value = '"map[spec:map[replicas:many]]"';
    expect(message).toBe(
      ` "" is invalid: patch: Invalid value: ${value}: unrecognized type: int32`,
    );
  });
});
