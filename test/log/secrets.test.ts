import { describe, expect, it } from 'vitest';
import { logged } from './lines.ts';
import { APP, BOT, HOOK, JWT, PEM, ROTATED } from './secrets.ts';

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
