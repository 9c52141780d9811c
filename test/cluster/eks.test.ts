/** Into a cluster of EKS and back: the embedded API server takes AWS identities as EKS does. */
import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import type { KubernetesOptions } from '../../src/cluster/kubernetes.ts';
import { doorTo, failureOf, trailOf } from './fixtures.ts';
import { openMinting, pods, reader, services } from './minted.ts';
import { provenBy } from './sts.ts';

const accessKey = 'AKIDEXAMPLE';
const secret = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/');
const worker = 'arn:aws:sts::111122223333:assumed-role/portolan-worker/portolan';
afterEach(() => vi.unstubAllEnvs());

/** What Lambda gives a function. */
function actAsWorker(secretKey = secret) {
  vi.stubEnv('AWS_PROFILE', '');
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKey);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretKey);
  vi.stubEnv('AWS_SESSION_TOKEN', 'of+the/session==');
}

/** An access entry for the worker in the group of the minters, for a cluster named `shop` in EKS. */
async function openEks(name = 'shop', options: KubernetesOptions = {}) {
  const host = 'sts.eu-central-1.amazonaws.com';
  const minting = await openMinting({
    ...options,
    serverNow: () => new Date(),
    authenticate(token) {
      const secrets = { [accessKey]: secret };
      const proven = provenBy(token, { name: 'shop', host, secrets, now: new Date() });
      return proven ? { username: worker, groups: ['portolan-minters'] } : undefined;
    },
  });
  const eks = { name, region: 'eu-central-1', server: minting.api.url };
  return { ...minting, door: doorTo({ eks }, options) };
}

test('a role with an access entry reads as the account, without asking AWS anything', async () => {
  actAsWorker();
  const { api, door, requested, readers, shown } = await openEks();
  for (let n = 0; n < 3; n++) expect((await door.read([services, pods])).gaps).toEqual([]);
  expect(requested()).toBe(1);
  expect(new Set(readers())).toEqual(new Set([reader]));
  expect(api.requests[0]?.user).toBe(worker);
  expect([...shown].filter((token) => token.startsWith('k8s-aws-v1.'))).toHaveLength(1);
});

test('every token of the account is asked for with a signature of its own', async () => {
  actAsWorker();
  let later = 0;
  const now = () => new Date(Date.now() + later);
  const { api, door, shown } = await openEks('shop', { now });
  await door.read([services]);
  later = 60_000;
  api.faults.add({ match: { method: 'GET' }, status: 401, times: 1 });
  await door.read([services]);
  expect([...shown].filter((token) => token.startsWith('k8s-aws-v1.'))).toHaveLength(2);
});

const refusals = [
  { name: 'without an access entry', secretKey: 'another', cluster: 'shop', ahead: 0 },
  { name: 'of another name', secretKey: secret, cluster: 'shap', ahead: 0 },
  { name: 'whose clock is off', secretKey: secret, cluster: 'shop', ahead: 20 },
];

test.each(refusals)('a cluster $name refuses, and is told', async (refusal) => {
  actAsWorker(refusal.secretKey);
  const now = () => new Date(Date.now() + refusal.ahead * 60_000);
  const { door, shown } = await openEks(refusal.cluster, { now });
  const error = await failureOf(door.read([services]));
  expect(error.message).toMatch(/does not accept our credentials \(401\)\.$/);
  expect(error.hint).toContain(
    `They come from the AWS identity that Portolan runs as. EKS cluster \`${refusal.cluster}\` in eu-central-1 needs an access entry`,
  );
  expect(error.hint.includes('The clock here is 20 min ahead')).toBe(refusal.ahead > 0);
  expect(shown.size).toBe(1);
  for (const token of shown) {
    expect(trailOf(error) + inspect(error, { depth: 20 })).not.toContain(token);
  }
});
