import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createFront, type FrontRequest } from '../../src/slack/front.ts';

const signingSecret = 'a-secret-for-tests';
const at = new Date();

/** The front with a listener that acks `/svc`, and what it logged. */
function front() {
  const lines: string[] = [];
  const handle = createFront({
    signingSecret,
    botToken: 'xoxb-test',
    listen: (bolt) => bolt.command('/svc', ({ ack }) => ack('heard')),
    log: createLog({ write: (line) => lines.push(line), level: 'debug' }),
    now: () => at,
  });
  return { handle, lines };
}

const form = 'application/x-www-form-urlencoded';
const command = new URLSearchParams({
  command: '/svc',
  text: 'endpoints caf\u00e9 \u2014n shop',
  team_id: 'T1',
  channel_id: 'C1',
  user_id: 'U1',
  trigger_id: '1.2.3',
  response_url: 'https://hooks.slack.com/commands/1',
}).toString();

interface Signing {
  secret?: string;
  /** Seconds away from now. */
  offset?: number;
}

function sign(body: string, { secret = signingSecret, offset = 0 }: Signing = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1000) + offset);
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
}

function request(body: string, headers: Record<string, string>, base64 = false): FrontRequest {
  return {
    headers,
    body: base64 ? Buffer.from(body, 'utf8').toString('base64') : body,
    isBase64Encoded: base64,
  };
}

describe('a signed command is answered', () => {
  test.each([
    ['as it is', form, false],
    ['in base64, as Function URLs send it', form, true],
    ['with a charset in the content type', `${form}; charset=utf-8`, true],
    ['with a content type in capitals', form.toUpperCase(), false],
  ])('%s', async (_, contentType, base64) => {
    const { handle } = front();
    const headers = { 'Content-Type': contentType, ...sign(command) };
    const response = await handle(request(command, headers, base64));
    expect(response).toMatchObject({ statusCode: 200, body: 'heard' });
  });

  test.each([-299, 299])('with a clock that is %i seconds off', async (offset) => {
    const { handle } = front();
    const headers = { 'content-type': form, ...sign(command, { offset }) };
    expect(await handle(request(command, headers))).toMatchObject({ statusCode: 200 });
  });
});

describe('what is not Slack’s is refused with 401, and no stack or secret reaches the log', () => {
  const fresh = sign(command);
  test.each([
    ['no headers at all', {}],
    ['no signature', { 'x-slack-request-timestamp': fresh['x-slack-request-timestamp'] }],
    ['no timestamp', { 'x-slack-signature': fresh['x-slack-signature'] }],
    ['a timestamp that is no number', { ...fresh, 'x-slack-request-timestamp': 'soon' }],
    ['a signature with another secret', sign(command, { secret: 'guessed' })],
    ['a signature of another body', sign(`${command}&text=x`)],
    ['a signature without version', { ...fresh, 'x-slack-signature': 'abc' }],
    ['a timestamp 5 minutes in the past', sign(command, { offset: -301 })],
    ['a timestamp 5 minutes in the future', sign(command, { offset: 301 })],
  ])('%s', async (_, headers: Record<string, string>) => {
    const { handle, lines } = front();
    const response = await handle(request(command, { 'content-type': form, ...headers }));
    expect(response.statusCode).toBe(401);
    expect(lines.join('\n')).not.toMatch(/[0-9a-f]{64}| at .*:\d+/);
    expect(lines).toHaveLength(1);
  });
});

describe('a malformed body is 400 when it is signed, and 401 before anybody reads it when it is not', () => {
  test.each([
    ['JSON that ends early', 'application/json', '{"type":"event_callback"'],
    ['JSON that is no object', 'application/json', '"hello"'],
    ['a payload that is no JSON', form, 'payload=%7Bbroken'],
    ['a content type nobody sends', 'text/plain', 'hello'],
    ['no body', 'application/json', ''],
  ])('%s', async (_, contentType, body) => {
    const { handle } = front();
    const signed = { 'content-type': contentType, ...sign(body) };
    const forged = { 'content-type': contentType, ...sign(body, { secret: 'guessed' }) };
    expect((await handle(request(body, signed))).statusCode).toBe(400);
    expect((await handle(request(body, forged))).statusCode).toBe(401);
  });
});

test('Slack’s probe of the certificate is answered without a signature, and runs nothing', async () => {
  const { handle } = front();
  const response = await handle(request('ssl_check=1&token=x', { 'content-type': form }));
  expect(response).toEqual({ statusCode: 200, body: '' });
});

test('Slack’s question for the address is answered with its challenge', async () => {
  const { handle } = front();
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1', token: 'x' });
  const response = await handle(
    request(body, { 'content-type': 'application/json', ...sign(body) }),
  );
  expect(JSON.parse(response.body ?? '')).toEqual({ challenge: 'c-1' });
});

test('JSON with characters beyond ASCII survives base64', async () => {
  const { handle } = front();
  const body = JSON.stringify({ type: 'url_verification', challenge: 'caf\u00e9 \u{1f680}' });
  const headers = { 'content-type': 'application/json; charset=utf-8', ...sign(body) };
  const response = await handle(request(body, headers, true));
  expect(JSON.parse(response.body ?? '')).toEqual({ challenge: 'caf\u00e9 \u{1f680}' });
});
