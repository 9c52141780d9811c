import { expect, test } from 'vitest';
import { externalNameValid } from '../../src/checks/external-name-valid.ts';
import type { Service } from '../../src/objects/service.ts';
import { service } from '../network/objects.ts';
import { forbidden, verdictOn, whole } from './objects-pods.ts';
import { told } from './verdict.ts';

const alias = (externalName: string | undefined, more: object = {}) =>
  service({
    type: 'ExternalName',
    clusterIP: undefined,
    clusterIPs: [],
    selector: {},
    ports: [],
    externalName,
    ...more,
  });

const judged = (externalName: string | undefined, more: object = {}, aliased = whole<Service>()) =>
  verdictOn(externalNameValid, { service: whole(alias(externalName, more)), aliased });

test.each<[what: string, name: string | undefined, told: RegExp]>([
  ['a host name', 'db.example.com', /^ok: `shop\/api` is an alias of `db\.example\.com`$/],
  ['a final dot', 'db.example.com.', /^ok/],
  ['upper case', 'DB.Example.com', /^ok/],
  ['an underscore', 'my_db.example.com', /^ok/],
  ['digits that are a name', '203.example.com', /^ok/],
  ['nothing', undefined, /^problem: .*alias of nothing: it names no host/],
  ['an empty text', '', /^problem: .*it names no host/],
  ['an IPv4 address', '203.0.113.7', /^problem: .*an address cannot be an alias/],
  ['an IPv6 address', '2001:db8::7', /^problem: .*an address cannot be an alias/],
  ['a URL', 'https://db.example.com', /^problem: .*it is a URL/],
  ['a port', 'db.example.com:5432', /^problem: .*it has a port/],
  ['a path', 'db.example.com/main', /^problem: .*it has a path/],
  ['a space', 'db example', /^problem: .*it is no host name/],
  ['itself', 'api.shop.svc.cluster.local', /^problem: .*alias of itself/],
  ['itself, with a final dot', 'API.shop.svc.cluster.local.', /^problem: .*alias of itself/],
  ['a name that only search domains complete', 'db.shop.svc', /^problem: .*search domains/],
  ['a bare word', 'db', /^warning: .*without a dot/],
  [
    'a Service of this cluster that is not there',
    'db.data.svc.cluster.local',
    /^problem: .*alias of Service `data\/db`, which does not exist/,
  ],
])('%s', (_, name, words) => {
  expect(told(judged(name))).toMatch(words);
});

const target = service({}, { metadata: { name: 'db', namespace: 'data' } });

test('a Service of this cluster that is there', () => {
  expect(judged('db.data.svc.cluster.local', {}, whole(target)).status).toBe('ok');
});

test('a Service of this cluster that may not be read is not denied', () => {
  expect(judged('db.data.svc.cluster.local', {}, forbidden).status).toBe('ok');
});

test('two aliases of one another', () => {
  const back = service(
    { type: 'ExternalName', externalName: 'api.shop.svc.cluster.local' },
    { metadata: { name: 'db', namespace: 'data' } },
  );
  const finding = judged('db.data.svc.cluster.local', {}, whole(back));
  expect(told(finding)).toMatch(/^problem: .*alias of `data\/db`, which is an alias of it/);
});

test('ports and selector are said to count for nothing', () => {
  const more = { ports: [{ port: 5432 }], selector: { app: 'db' } };
  expect(told(judged('db.example.com', more))).toMatch(
    /^ok: .*; its ports and its selector count for nothing$/,
  );
});

test('an address wants a Service without selector', () => {
  expect(judged('203.0.113.7')).toMatchObject({ fix: expect.stringMatching(/EndpointSlice/) });
});

test('a Service of any other type is no alias', () => {
  expect(verdictOn(externalNameValid, { service: whole(service()) }).status).toBe('skipped');
});

test('without a Service there is nothing to look at', () => {
  expect(verdictOn(externalNameValid, {}).status).toBe('skipped');
});
