import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { KubernetesOptions } from '../../src/cluster/kubernetes.ts';
import type { ClusterSource } from '../../src/config.ts';
import type { Fault } from '../../src/playground/cluster/faults.ts';
import { clustersFor, doorTo, failureOf, fileWith, serve, trailOf } from './fixtures.ts';
import { minterToken, openMinting, pods, services } from './minted.ts';

/** What is said where this is in the way of a token. */
async function failureWith(
  fault: Omit<Fault, 'match'>,
  options: KubernetesOptions = {},
): Promise<{ what: string; hint: string; requested: number }> {
  const { api, source, clusters, requested } = await openMinting(options);
  api.faults.add({ match: { method: 'POST' }, ...fault });
  const error = await failureOf(clusters.open('shop').read([services, pods]));
  expect(error.kind).toBe('unreadable');
  expect(inspect(error, { depth: 20 })).not.toContain(minterToken);
  const what = error.message.replace(source.server, 'http://api');
  return { what, hint: error.hint, requested: requested() };
}

const server = 'he API server of cluster `shop` (`http://api`)';
const silence = `Nothing could be read from t${server}: create serviceaccounts/token for portolan/portolan-reader`;

test('an identity without the right is told with the Role to apply', async () => {
  const authenticate = () => ({ username: 'arn:aws:sts::1:assumed-role/worker/x', groups: [] });
  const { clusters, source } = await openMinting({ authenticate });
  const error = await failureOf(clusters.open('shop').read([services]));
  expect(error.message.replace(source.server, 'http://api')).toBe(
    `T${server} gives us no token: this identity (\`arn:aws:sts::1:assumed-role/worker/x\`) may not create serviceaccounts/token for \`portolan/portolan-reader\`.`,
  );
  expect(error.hint).toBe(
    'Apply the Role with `kubectl apply -k infra/kubernetes/minter`, and put this identity into the group `portolan-minters`.',
  );
});

test('for another account the Role is spelt out', async () => {
  const { source } = await openMinting();
  const mint = { namespace: 'tools', serviceAccount: 'viewer' };
  const error = await failureOf(doorTo({ ...source, mint }).read([services]));
  expect(error.hint).toBe(
    'Allow `create` on `serviceaccounts/token` with resourceNames `[viewer]` in namespace `tools`, as infra/kubernetes/minter does, and put this identity into the group `portolan-minters`.',
  );
});

test('an account that does not exist is told with how to create it', async () => {
  const { api, clusters } = await openMinting();
  const accounts = api.resources.of({ apiVersion: 'v1', kind: 'ServiceAccount' });
  api.storage.remove(accounts, 'portolan', 'portolan-reader');
  const error = await failureOf(clusters.open('shop').read([services]));
  expect(error.message).toBe(
    'There is no ServiceAccount `portolan/portolan-reader` in cluster `shop` to read as.',
  );
  expect(error.hint).toBe('Create it with its rights: `kubectl apply -k infra/kubernetes`.');
});

test('credentials of our own that are refused are told as such', async () => {
  const { source } = await openMinting();
  const tokenFile = await fileWith('sesame');
  const error = await failureOf(doorTo({ ...source, tokenFile }).read([services]));
  expect(error.message).toMatch(/does not accept our credentials \(401\)\.$/);
  expect(error.hint).toBe(
    `They come from the token in \`${tokenFile}\`. They are wrong or have expired.`,
  );
  expect(trailOf(error)).not.toContain('sesame');
});

test('an hour that is not the server’s is named beside refused credentials', async () => {
  const { source } = await openMinting();
  const now = () => new Date(Date.now() + 20 * 60_000);
  const tokenFile = await fileWith('sesame');
  const clusters = clustersFor({ ...source, tokenFile }, { now });
  const error = await failureOf(clusters.open('shop').read([services]));
  expect(error.hint).toMatch(
    / The clock here is 20 min ahead of the server's: credentials that are signed here fail for that\.$/,
  );
});

test('a server that does not answer a request for a token is told, after one time limit', async () => {
  const { what, requested } = await failureWith({ hang: true }, { callTimeoutMs: 200 });
  expect(what).toBe(`${silence}: no answer within 0.2 s.`);
  expect(requested).toBe(1);
});

test.each([
  { name: 'is busy', fault: { status: 503 }, says: ': the API server answered 503: ', tries: 1 },
  { name: 'drops it', fault: { drop: true }, says: ': the connection was closed', tries: 2 },
  {
    name: 'asks to come back',
    fault: { status: 429, retryAfter: 0 },
    says: ': the API server answered 429: ',
    tries: 2,
  },
])('a server that $name is told after $tries requests', async ({ fault, says, tries }) => {
  const { what, hint, requested } = await failureWith(fault);
  expect(what).toContain(`${silence}${says}`);
  expect(hint).toContain('Try again in a minute.');
  expect(requested).toBe(tries);
});

test.each([{ status: 429, retryAfter: 0 }, { drop: true }])(
  '%j once is got over',
  async (fault) => {
    const { api, clusters, requested } = await openMinting();
    api.faults.add({ match: { method: 'POST' }, times: 1, ...fault });
    expect((await clusters.open('shop').read([services])).gaps).toEqual([]);
    expect(requested()).toBe(2);
  },
);

test('a failure is not kept: the next Job asks again', async () => {
  const { api, clusters, requested } = await openMinting();
  api.faults.add({ match: { method: 'POST' }, status: 500, times: 1 });
  await failureOf(clusters.open('shop').read([services]));
  expect((await clusters.open('shop').read([services])).gaps).toEqual([]);
  expect(requested()).toBe(2);
});

test('another refusal is told in the server’s words', async () => {
  const message = 'TokenRequest "" is invalid: spec';
  const body = { kind: 'Status', status: 'Failure', reason: 'Invalid', message };
  const { what } = await failureWith({ status: 422, body });
  expect(what).toBe(`T${server} gives no token for \`portolan/portolan-reader\`: 422, ${message}.`);
});

test.each([
  { name: 'a page', status: 403, body: '<html>sesame</html>' },
  { name: 'no token', status: 201, body: { kind: 'TokenRequest', token: 'sesame' } },
])('$name in place of a token is no answer of an API server', async ({ status, body }) => {
  const { what, hint } = await failureWith({ status, body });
  expect(what).toContain('does not answer like one');
  expect(what + hint).not.toContain('sesame');
});

test('a Job is not held longer than its own deadline by a token that does not come', async () => {
  const { api, source } = await openMinting();
  api.faults.add({ match: { method: 'POST' }, hang: true });
  const door = doorTo(source, { deadlineMs: 200 });
  const begin = performance.now();
  const error = await failureOf(door.read([services]));
  expect(error.message).toContain('no time left of 0.2 s');
  expect(performance.now() - begin).toBeLessThan(1000);
});

test('a token is not asked for over plain http on another machine', async () => {
  const tokenFile = await fileWith('sesame');
  const source: ClusterSource = { server: 'http://api.example', tokenFile, mint: {} };
  const error = await failureOf(doorTo(source).read([services]));
  expect(error.message).toMatch(/^Credentials are not sent to /);
});

test('what a server gives for a token is not shown when it cannot be sent', async () => {
  const address = await serve((_, response) => {
    response.writeHead(201, { 'content-type': 'application/json' });
    const spec = { expirationSeconds: 600 };
    response.end(JSON.stringify({ kind: 'TokenRequest', spec, status: { token: 'ses\name' } }));
  });
  const error = await failureOf(doorTo({ server: address, mint: {} }).read([services]));
  expect(error.message).toContain('does not answer like one');
  expect(inspect(error, { depth: 20 })).not.toContain('ses\\name');
});
