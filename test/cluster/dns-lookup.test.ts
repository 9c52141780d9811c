/** Questions to DNS servers through the API server, and everything that can be in the way. */
import { expect, test } from 'vitest';
import type { DnsFault } from '../../src/playground/cluster/dns/faults.ts';
import { forbidden } from '../../src/playground/cluster/status.ts';
import type { DnsPod, DnsQuestion } from '../../src/snapshot.ts';
import { openLookup } from './lookup.ts';

const payments: DnsQuestion = { name: 'payments.shop.svc.cluster.local', type: 'A' };

test('every DNS pod is asked for itself, and says how long it took', async () => {
  const { door, pods } = await openLookup();
  const lookups = await door.lookup(payments, pods);
  expect(lookups).toEqual(
    pods.map((pod) => ({
      pod,
      kind: 'answer',
      rcode: 'NOERROR',
      authoritative: true,
      answers: [{ ...payments, ttl: 30, data: '10.96.198.41' }],
      additionals: [],
      ms: expect.any(Number),
    })),
  );
});

test.each([
  ['SRV', '_http._tcp.payments.shop.svc.cluster.local', '80 payments.shop.svc.cluster.local'],
  ['CNAME', 'mail.shop.svc.cluster.local', 'smtp.mail.example.net'],
  ['PTR', '41.198.96.10.in-addr.arpa', 'payments.shop.svc.cluster.local'],
  ['AAAA', 'payments.shop.svc.cluster.local', 'fd00:10:96::d:148b'],
] as const)('%s records come as data', async (type, name, data) => {
  const { door, pods } = await openLookup();
  const [lookup] = await door.lookup({ name, type }, pods);
  const [record] = lookup?.kind === 'answer' ? lookup.answers : [];
  const text = record?.type === 'SRV' ? `${record.data.port} ${record.data.target}` : record?.data;
  expect(text).toBe(data);
});

test('a lookup counts one request for each pod, and one round trip', async () => {
  const { door, pods } = await openLookup();
  await door.read([{ kind: 'services', namespace: 'shop' }]);
  const before = door.reads();
  await door.lookup(payments, pods);
  const after = door.reads();
  expect(after.requests - before.requests).toBe(2);
  expect(after.roundTrips - before.roundTrips).toBe(1);
  expect(after.bytes).toBeGreaterThan(before.bytes);
});

test('no more than five pods are asked', async () => {
  const { door, pods } = await openLookup();
  const many = Array.from({ length: 4 }, () => pods).flat();
  expect(await door.lookup(payments, many)).toHaveLength(5);
});

test.each([
  ['servfail', 'SERVFAIL'],
  ['refuses', 'REFUSED'],
  ['nxdomain', 'NXDOMAIN'],
] as const)('an answer of %s is an answer', async (fault, rcode) => {
  const { door, pods, setFault } = await openLookup();
  setFault(0, fault);
  const [sick, well] = await door.lookup(payments, pods);
  expect(sick).toMatchObject({ kind: 'answer', rcode, answers: [] });
  expect(well).toMatchObject({ kind: 'answer', rcode: 'NOERROR' });
});

test('a pod that hangs costs two seconds, and nothing of what the other says', async () => {
  const { door, pods, setFault } = await openLookup();
  setFault(0, 'hangs');
  const start = performance.now();
  const [hung, well] = await door.lookup(payments, pods);
  expect(performance.now() - start).toBeLessThan(2_600);
  expect(hung).toMatchObject({
    kind: 'not-observed',
    failure: { reason: 'silent', message: 'the question was sent, no answer came in time' },
  });
  expect(well).toMatchObject({ kind: 'answer' });
});

test('the deadline of the door counts for lookups too', async () => {
  const { door, pods, setFault } = await openLookup({ deadlineMs: 700 });
  setFault(0, 'hangs');
  setFault(1, 'slow');
  const start = performance.now();
  const lookups = await door.lookup(payments, pods);
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(lookups.map(({ kind }) => kind)).toEqual(['not-observed', 'not-observed']);
});

test('an API server that never answers the upgrade is not observed', async () => {
  const { api, door, pods } = await openLookup();
  api.faults.add({ match: { path: /portforward/ }, hang: true });
  const [first] = await door.lookup(payments, pods);
  expect(first).toMatchObject({
    failure: { reason: 'silent', message: 'the forward did not open in time' },
  });
});

test('a pod where nothing listens is not observed, in few of its kubelet’s many words', async () => {
  const { door, pods, setFault } = await openLookup();
  setFault(0, 'closed');
  const [first] = await door.lookup(payments, pods);
  const message = '127.0.0.1:53 inside the pod refuses connections';
  expect(first).toMatchObject({ kind: 'not-observed', failure: { reason: 'closed', message } });
});

test('without the Role it is refused, with the right that is missing', async () => {
  const { door, pods } = await openLookup({ roles: [] });
  const [first] = await door.lookup(payments, pods);
  expect(first).toMatchObject({
    kind: 'not-observed',
    failure: {
      reason: 'refused',
      message: expect.stringContaining('cannot get resource "pods/portforward"'),
      permission: { verb: 'get', resource: 'pods/portforward', namespace: 'kube-system' },
    },
  });
});

test('the right to get without the right to create is told apart', async () => {
  const { door, pods } = await openLookup({ verbs: ['get'] });
  const [first] = await door.lookup(payments, pods);
  expect(first).toMatchObject({
    failure: { reason: 'refused', permission: { verb: 'create', resource: 'pods/portforward' } },
  });
});

test('a policy that denies is not taken for a missing right', async () => {
  const policy = "ValidatingAdmissionPolicy 'portolan-dns-lookup' denied request: not a DNS pod";
  const { door, pods } = await openLookup({
    admit({ operation, object, resource }) {
      if (operation !== 'CONNECT') return object;
      throw forbidden(resource, object.metadata.name, policy);
    },
  });
  const [first] = await door.lookup(payments, pods);
  expect(first).toMatchObject({
    failure: { reason: 'denied', message: expect.stringContaining(policy) },
  });
});

test.each<[string, Partial<DnsPod>, string, string]>([
  ['has gone', { name: 'coredns-gone' }, 'unreachable', 'answered 404'],
  ['does not listen there', { port: 9153 }, 'closed', '127.0.0.1:9153 inside the pod'],
])('a pod that %s is not observed', async (_, change, reason, words) => {
  const { door, pods } = await openLookup();
  const [first] = await door.lookup(payments, [
    { namespace: '', name: '', port: 0, ...pods[0], ...change },
  ]);
  expect(first).toMatchObject({ failure: { reason, message: expect.stringContaining(words) } });
});

test('a token that is refused meanwhile is replaced once', async () => {
  const { api, door, pods } = await openLookup();
  await door.lookup(payments, pods);
  api.faults.add({ match: { path: /portforward/ }, status: 401, times: 1, body: unauthorized });
  const lookups = await door.lookup(payments, pods);
  expect(lookups.map(({ kind }) => kind)).toEqual(['answer', 'answer']);
});

const unauthorized = { kind: 'Status', status: 'Failure', reason: 'Unauthorized', code: 401 };

test('a server that drops the connection is not observed', async () => {
  const { api, door, pods } = await openLookup();
  api.faults.add({ match: { path: /portforward/ }, drop: true });
  const [first] = await door.lookup(payments, pods);
  expect(first).toMatchObject({ failure: { reason: 'unreachable' } });
});

test.each<[string, Buffer]>([
  ['garbage', Buffer.from([0, 4, 1, 2, 3, 4])],
  ['an answer to another question', Buffer.from([0, 12, 0, 0, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
  ['half an answer', Buffer.from([0, 200, 1])],
])('%s is no answer', async (_, bytes) => {
  const { api, door, pods } = await openLookup();
  const [pod] = pods;
  api.listen('kube-system', pod?.name ?? '', 53, (connection) => {
    connection.end(bytes);
  });
  const [first] = await door.lookup(payments, pods);
  expect(first).toMatchObject({ kind: 'not-observed', failure: { reason: 'closed' } });
});

const sicknesses: DnsFault[] = ['stale', 'slow'];

test.each(sicknesses)('what a pod says that is %s comes as it says it', async (fault) => {
  const { door, pods, setFault } = await openLookup();
  setFault(0, fault);
  const [first] = await door.lookup(payments, pods);
  if (first?.kind !== 'answer') throw new Error('no answer');
  expect(first.answers[0]?.data).toBe(fault === 'stale' ? '10.96.198.40' : '10.96.198.41');
  expect(first.ms > 500).toBe(fault === 'slow');
});
