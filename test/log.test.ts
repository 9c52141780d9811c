import { describe, expect, it } from 'vitest';
import { createLog, type Fields, type Level } from '../src/log.ts';

function lines(level?: Level) {
  const written: string[] = [];
  const write = (line: string) => void written.push(line);
  const log = createLog({ write, now: () => new Date(0), ...(level ? { level } : {}) });
  return { log, written };
}

function logged(fields: Fields, message = 'hello'): Record<string, unknown> {
  const { log, written } = lines();
  log.info(message, fields);
  expect(written).toHaveLength(1);
  expect(written[0]).not.toContain('\n');
  return JSON.parse(written[0] ?? '');
}

// Put together here, so that no scanner takes the tests for a leak.
const BOT = ['xoxb', '1234567890', 'AbCdEfGh'].join('-');
const ROTATED = ['xoxe.xoxb', '1', 'AbCdEfGh'].join('-');
const APP = ['xapp', '1', 'A012', 'abcdef'].join('-');
const JWT = ['eyJhbGciOiJSUzI1NiJ9', 'eyJzdWIiOiJwb3J0b2xhbiJ9', 'c2ln-bmF0_dXJl'].join('.');
const HOOK = ['https://hooks.slack.com', 'commands', 'T1', '22', 'qwerty'].join('/');
const PEM = [
  '-----BEGIN RSA ',
  'PRIVATE KEY-----\nMIIBsecretbytes\n-----END RSA PRIVATE KEY-----',
].join('');

describe('a line', () => {
  it('is one JSON object with time, level, message and the fields', () => {
    expect(logged({ job: 'a', took: 12, list: [1, 2], none: null, at: new Date(0) })).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      message: 'hello',
      job: 'a',
      took: 12,
      list: [1, 2],
      none: null,
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('keeps its own time, level and message when a field has the same name', () => {
    expect(logged({ level: 'x', message: 'y' })).toMatchObject({ level: 'info', message: 'hello' });
  });

  it('is left out below the level', () => {
    const { log, written } = lines('warn');
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](level);
    expect(written.map((line) => JSON.parse(line).message)).toEqual(['warn', 'error']);
  });
});

describe('a secret is cut out by the name of its field', () => {
  const names = [
    ['token', 'botToken', 'SLACK_BOT_TOKEN', 'x-amz-security-token', 'secret', 'signingSecret'],
    ['SLACK_SIGNING_SECRET', 'client_secret', 'authorization', 'Authorization', 'cookie'],
    ['set-cookie', 'password', 'response_url', 'responseUrl', 'signature', 'x-slack-signature'],
    ['privateKey', 'private_key', 'private-key', 'client-key-data', 'secretAccessKey', 'apiKey'],
  ].flat();

  it.each(names)('%s', (name) => {
    const fields = { [name]: 'hunter2', deep: [{ [name]: { any: 'hunter2' } }] };
    expect(JSON.stringify(logged(fields))).not.toContain('hunter2');
  });

  it('in pairs of name and value too', () => {
    const env = [
      { name: 'DB_PASSWORD', value: 'hunter2' },
      { name: 'PORT', value: '80' },
    ];
    expect(logged({ env }).env).toEqual([
      { name: 'DB_PASSWORD', value: '[redacted]' },
      { name: 'PORT', value: '80' },
    ]);
  });

  it('but not whether there is one, where it is kept, or a name that merely resembles one', () => {
    const fields = { token: undefined, hasToken: true, tokenFile: '/run/token', secretName: 'tls' };
    expect(logged({ ...fields, key: 'shop/api' })).toMatchObject({
      hasToken: true,
      tokenFile: '/run/token',
      secretName: 'tls',
      key: 'shop/api',
    });
  });

  it.each([
    ['a map', new Map([['token', 'hunter2']])],
    ['headers', new Headers({ cookie: 'hunter2' })],
    ['a form', new URLSearchParams({ response_url: 'hunter2' })],
    ['a Secret of the cluster', { kind: 'Secret', data: { any: 'hunter2' } }],
    ['a list of Secrets', { kind: 'SecretList', items: [{ data: { any: 'hunter2' } }] }],
    ['bytes', Buffer.from('hunter2')],
  ])('in %s', (_name, value) => {
    const text = JSON.stringify(logged({ value }));
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain(JSON.stringify([...Buffer.from('hunter2')]));
  });
});

describe('a secret is cut out by its look', () => {
  const cases: [name: string, text: string, secret: string][] = [
    ['a bot token', `using ${BOT} now`, 'AbCdEfGh'],
    ['a rotated bot token', ROTATED, 'AbCdEfGh'],
    ['an app token', APP, 'abcdef'],
    ['a bearer header', 'Authorization: Bearer sha256~abcDEF123', 'abcDEF123'],
    ['a bearer text', 'sent bearer abcDEF123', 'abcDEF123'],
    ['basic credentials', 'sent Basic dXNlcjpodW50ZXIy0000', 'dXNlcjpodW'],
    ['a service account token', `got ${JWT}.`, 'eyJzdWIi'],
    ['an EKS token', 'with k8s-aws-v1.aHR0cHM6Ly9zdHMu to', 'aHR0cHM6'],
    ['a presigned address', 'https://sts/?X-Amz-Signature=0a1b2c&x=1', '0a1b2c'],
    ['a response URL', `POST ${HOOK} failed`, 'qwerty'],
    ['a response URL in a form', `a=1&u=${encodeURIComponent(HOOK)}&b=2`, 'qwerty'],
    ['a signature', `v0=${'0123456789abcdef'.repeat(4)}`, '0123456789abcdef'],
    ['a private key', PEM, 'MIIBsecretbytes'],
    ['a private key that was cut', PEM.slice(0, 45), 'MIIBsec'],
    ['credentials in a URL', 'https://admin:hunter2@example.com/', 'hunter2'],
    ["a form's token", 'token=hunter2&team_id=T1', 'hunter2'],
    ["a query's signature", 'https://a.example/?X-Amz-Signature=hunter2&x=1', 'hunter2'],
    ['a token in JSON', '{"bot_token": "hunter2"}', 'hunter2'],
    ['a password with spaces in JSON', '{"password":"it\'s a \\"hunter2\\""}', 'hunter2'],
    ['a password in JSON in JSON', '{\\"password\\":\\"a hunter2\\",\\"b\\":1}', 'hunter2'],
    ['a raw cookie header', 'Set-Cookie: a=1; b=hunter2\r\nHost: x', 'hunter2'],
  ];

  it.each(cases)('%s', (_name, text, secret) => {
    expect(text).toContain(secret);
    const error = new Error(text, { cause: new Error(text) });
    const fields = { text, deep: { list: [text] }, [text]: 1, error };
    const line = JSON.stringify(logged(fields, text));
    expect(line).not.toContain(secret);
    expect(line).toContain('[redacted]');
  });

  it.each([
    'eyJ is how a JWT begins',
    'Basic checks passed, bearer token missing',
    'the token of shop/api expired',
    'https://api.example:6443/api/v1/namespaces/shop/secrets',
    'patch ingress shop/shop-canary: conflict',
  ])('and a harmless text stays: %s', (text) => {
    expect(logged({ text }).text).toBe(text);
  });

  it('in a text whose secret begins where the text is shortened', () => {
    const line = JSON.stringify(logged({ text: `${'x '.repeat(2040)}${BOT}` }));
    expect(line).not.toContain('12345');
  });
});

describe('an error', () => {
  it('is told with its stack, its own fields and the chain of its causes', () => {
    const cause = Object.assign(new TypeError('socket closed'), { code: 'ECONNRESET' });
    const { error } = logged({ error: new Error('patch shop/api', { cause }) });
    expect(error).toMatchObject({
      name: 'Error',
      message: 'patch shop/api',
      stack: expect.stringContaining('log.test.ts'),
      cause: { name: 'TypeError', message: 'socket closed', code: 'ECONNRESET' },
    });
  });

  it('that gathers several names each', () => {
    const { error } = logged({ error: new AggregateError([new Error('one'), 'two'], 'both') });
    expect(error).toMatchObject({ errors: [{ message: 'one' }, 'two'] });
  });

  it('keeps its stack although its message is long', () => {
    const { error } = logged({ error: new Error('m'.repeat(50_000)) });
    expect(JSON.stringify(error)).toContain('log.test.ts');
  });
});

describe('nothing breaks a line', () => {
  it('neither circles, nor what JSON does not know', () => {
    const circle: Record<string, unknown> = { name: 'a' };
    circle.self = circle;
    const error = new Error('loop');
    error.cause = error;
    const fields = { circle, error, big: 10n, gone: undefined, act: expect, set: new Set([1]) };
    expect(logged(fields)).toMatchObject({
      circle: { name: 'a', self: '[circular]' },
      error: { message: 'loop', cause: '[circular]' },
      big: '10',
      act: '[function expect]',
      set: [1],
    });
  });

  it('and the same object twice is no circle', () => {
    const shared = { a: 1 };
    expect(logged({ pair: [shared, shared] }).pair).toEqual([{ a: 1 }, { a: 1 }]);
  });

  it('neither depth', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 20_000; level += 1) deep = { deep };
    expect(JSON.stringify(logged({ deep }))).toContain('[too deep]');
  });

  it('nor a value that throws when it is read', () => {
    const value = {
      get trap() {
        throw new Error(`no ${BOT}`);
      },
    };
    expect(logged({ value, other: 1 })).toMatchObject({
      value: '[not readable: Error: no [redacted]]',
      other: 1,
    });
  });

  it.each([
    ['a text', 'x'.repeat(10_000)],
    ['a list', Array.from({ length: 5000 }, (_, index) => index)],
    [
      'an object of many texts',
      Object.fromEntries(Array.from({ length: 50 }, (_, i) => [i, 'x'.repeat(500)])),
    ],
  ])('and %s of more than 4 KB is shortened, saying by how much', (_name, value) => {
    const text = String(logged({ value }).value);
    expect(text.length).toBeLessThan(4200);
    expect(text).toMatch(/… \(\d+ more characters\)$/);
  });
});
