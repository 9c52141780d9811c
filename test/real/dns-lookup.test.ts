/**
 * The optional Role and admission policy of `infra/kubernetes/dns-lookup`, on the cluster of the current
 * context. No other test runs their CEL. Everything that is made here and was not there is removed.
 */
import { readFileSync } from 'node:fs';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { forwardAt } from './forward.ts';
import { currentContext } from './guard.ts';
import type { Written } from './objects.ts';
import { createWriter, pause, statusOf, type Writer } from './writer.ts';

const patience = 30_000;
const names = ['role', 'role-binding', 'policy', 'policy-binding'];
const account = { namespace: 'portolan', name: 'portolan-reader' };

let writer: Writer;
let core: CoreV1Api;
let server: string;
let dnsPod: string | undefined;
let otherPod: string | undefined;
let obstacle: string | undefined;

const fileOf = (path: string): Written =>
  parse(readFileSync(new URL(`../../infra/kubernetes/${path}.yaml`, import.meta.url), 'utf8'));

beforeAll(async () => {
  const config = new KubeConfig();
  config.loadFromDefault();
  server = config.getCurrentCluster()?.server ?? '';
  core = config.makeApiClient(CoreV1Api);
  writer = createWriter({ context: currentContext() });
  try {
    const { items } = await core.listNamespacedPod({ namespace: 'kube-system' });
    const running = items.filter(({ status }) => status?.phase === 'Running');
    const isDns = (labels: Record<string, string> = {}) => labels['k8s-app'] === 'kube-dns';
    dnsPod = running.find(({ metadata }) => isDns(metadata?.labels))?.metadata?.name;
    otherPod = items.find(({ metadata }) => !isDns(metadata?.labels))?.metadata?.name;
    if (!dnsPod) obstacle = 'there is no running DNS pod in kube-system';
    else
      for (const path of ['namespace', 'reader/service-account'])
        await writer.createAnew(fileOf(path));
    if (dnsPod) for (const name of names) await writer.createAnew(fileOf(`dns-lookup/${name}`));
  } catch (error) {
    obstacle = `this identity may not prepare it (${statusOf(error) ?? String(error)})`;
  }
  if (obstacle) console.log(`The DNS lookup policy is not tried: ${obstacle}.`);
}, 60_000);
afterAll(() => writer.removeAll(), 120_000);

/** The answer to the request without an upgrade: 400 where the forward would be allowed. */
async function forward(pod: string, ports: string): Promise<{ status: number; words: string }> {
  const body = { spec: { audiences: [], expirationSeconds: 600 } };
  const { status } = await core.createNamespacedServiceAccountToken({ ...account, body });
  const config = new KubeConfig();
  config.loadFromDefault();
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error('no cluster');
  const bare = new KubeConfig();
  bare.loadFromClusterAndUser(cluster, { name: 'reader', token: status?.token ?? '' });
  return forwardAt(bare, `${server}/api/v1/namespaces/kube-system/pods/${pod}/portforward${ports}`);
}

/** A new policy takes a moment to be heard of. */
async function settled(pod: string, ports: string, isIt: (status: number) => boolean) {
  const end = Date.now() + patience;
  let last = await forward(pod, ports);
  while (!isIt(last.status) && Date.now() < end) {
    await pause(500);
    last = await forward(pod, ports);
  }
  return last;
}

test('a DNS port of a DNS pod may be forwarded', async ({ skip }) => {
  if (obstacle || !dnsPod) return skip(obstacle);
  const { status, words } = await settled(dnsPod, '?ports=53', (one) => one === 400);
  expect({ status, words }).toEqual({ status: 400, words: 'Upgrade request required' });
}, 60_000);

test.each([
  ['another port', '?ports=9153'],
  ['a DNS port and another', '?ports=53&ports=9153'],
  ['ports that the URL does not name', ''],
])(
  '%s of a DNS pod may not',
  async (_, ports) => {
    if (obstacle || !dnsPod) return;
    const { status, words } = await settled(dnsPod, ports, (one) => one === 403);
    expect(status).toBe(403);
    expect(words).toContain('portolan-dns-lookup');
  },
  60_000,
);

test('a DNS port of any other pod may not', async ({ skip }) => {
  if (obstacle) return skip(obstacle);
  if (!otherPod) return skip('there is no other pod in kube-system');
  const { status, words } = await settled(otherPod, '?ports=53', (one) => one === 403);
  expect(status).toBe(403);
  expect(words).toContain('DNS pods alone');
}, 60_000);
