/** Lines as programs print them, with secrets put together here so that no scanner takes them for a leak. */
import { expect, test } from 'vitest';
import { redactLog } from '../../src/cluster/redact-log.ts';
import { JWT, PEM } from '../log/secrets.ts';

const AWS_KEY = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const GITHUB = ['ghp', 'hunter2hunter2hunter2hunter2'].join('_');
const ansi = '\u001b[';

const secrets: [name: string, line: string][] = [
  ['logfmt', 'level=info msg=login user=bob password=hunter2 took=3ms'],
  ['logfmt with quotes', 'level=info msg="logged in" password="two hunter2" user=bob'],
  ['logfmt in a message', 'level=error msg="dial failed: password=hunter2"'],
  ['a colon', 'Connecting as bob, password: hunter2'],
  ['a colon after another', 'error: token: hunter2'],
  ['a colon without a space', 'using api_key:hunter2'],
  ['YAML', '  clientSecret: hunter2'],
  ['a Ruby hash', 'Parameters: {"password"=>"hunter2", "id"=>"1"}'],
  ['a properties file', 'spring.datasource.password = hunter2'],
  ['an environment', 'MYSQL_ROOT_PASSWORD=hunter2'],
  ['a connection string', 'Server=db;User Id=sa;Pwd=hunter2;Database=shop'],
  ['JSON', '{"level":"info","auth":{"api_token":"hunter2"},"port":80}'],
  ['a number in JSON', '{"session_token": 1234hunter2}'],
  ['JSON in JSON', '{"log":"{\\"password\\":\\"hunter2\\",\\"a\\":1}"}'],
  ['a header of Go', 'map[Accept:[*/*] Cookie:[sid=a; id=hunter2]]'],
  ['a header in JSON', '{"headers":{"cookie":["sid=a; id=hunter2"]}}'],
  ['a header', '> Authorization: Digest username="bob", response="hunter2"'],
  ['a bearer in JSON', '{"Authorization":["Bearer hunter2hunter2"]}'],
  ['a cookie', 'set-cookie: session=hunter2; Path=/; HttpOnly'],
  ['a token of an account', `token review of ${JWT} failed`],
  ['a JWT in an address', `"GET /callback?id_token=${JWT}&state=1 HTTP/1.1" 302`],
  ['a query', '"GET /login?user=bob&access_token=hunter2 HTTP/2.0" 200 512'],
  ['a database address', 'cannot reach postgres://shop:hunter2@db:5432/shop'],
  ['a password with an at sign', 'redis://:p@hunter2@cache:6379/0 refused'],
  ['a user that is a token', 'cloning https://hunter2hunter2hunter2@git.example/shop'],
  ['an AWS key', `using ${AWS_KEY} of profile shop`],
  ['an AWS secret', 'aws_secret_access_key = hunter2/abc+def'],
  ['a token of GitHub', `pushing with ${GITHUB}`],
  ['colours within', `${ansi}36mpassword${ansi}0m=${ansi}1mhunter2${ansi}0m`],
];

test.each(secrets)('a secret is cut out of %s', (_, line) => {
  const text = redactLog(`before\n${line}\nafter\n`).join('\n');
  for (const part of ['hunter2', AWS_KEY, 'eyJzdWIi']) expect(text).not.toContain(part);
  expect(text).toMatch(/^before\n.*\[redacted\].*\nafter$/);
});

const harmless = [
  '[INFO] 10.244.0.5:41234 - 31234 "A IN token-service.shop.svc.cluster.local. udp 54 false 512" NXDOMAIN qr,aa,rd 147 0.000213s',
  '[FATAL] plugin/loop: Loop (127.0.0.1:55953 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 4547991504243258144.3688648895315093531."',
  'failed to list *v1.EndpointSlice: endpointslices.discovery.k8s.io is forbidden: User "system:serviceaccount:kube-system:coredns" cannot list resource "endpointslices"',
  'E1122 09:00:00.000001 1 reflector.go:166] "Unhandled Error" err="connect: connection refused"',
  'upstream "auth-token:8080" timed out, secrets.shop.svc:9000 too',
  '10.0.0.1 - - [22/Nov/2026:09:00:00 +0000] "GET /tokens/list HTTP/1.1" 200 512 "-" "curl/8"',
  'http://10.0.0.1:8080/healthz and mail@example.com',
];

test.each(harmless)('what holds no secret stays as it is: %s', (line) => {
  expect(redactLog(`${line}\n`)).toEqual([line]);
});

test('the rest of the line stays', () => {
  expect(redactLog('user=bob password=hunter2 took=3ms\n{"password":"a","b":1}\n')).toEqual([
    'user=bob password=[redacted] took=3ms',
    '{"password":"[redacted]","b":1}',
  ]);
});

test('a private key is cut out across lines', () => {
  expect(redactLog(`loading\n${PEM}\nloaded\n`)).toEqual(['loading', '[redacted]', 'loaded']);
});

test('the rest of one whose beginning is further up is cut out too', () => {
  const rest = PEM.slice(PEM.indexOf('MIIB'));
  expect(redactLog(`${rest}\nloaded\n`)).toEqual(['[redacted]', 'loaded']);
});

test('lines end where programs end them, and an empty one stays', () => {
  expect(redactLog('a\r\n\nb')).toEqual(['a', '', 'b']);
  expect(redactLog('')).toEqual([]);
});

test('a line that nobody would read to its end is cut', () => {
  const [line = ''] = redactLog('x'.repeat(9_000));
  expect(line).toMatch(/^x{2000}… \(7000 more characters\)$/);
});

test.each([
  'token',
  'a.',
  'token=',
  '"token":',
  '\\"',
  '://a:',
  '-----BEGIN PRIVATE KEY-----',
  '=',
])('as much of `%s` as a log may have is read at once', (piece) => {
  const line = piece.repeat(Math.floor(2_000 / piece.length));
  const start = performance.now();
  redactLog(`${line}\n`.repeat(32));
  redactLog(piece.repeat(Math.floor(65_536 / piece.length)));
  expect(performance.now() - start).toBeLessThan(1_000);
});
