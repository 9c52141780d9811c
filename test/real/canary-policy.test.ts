/**
 * The account for weights and the policies of `infra/kubernetes/canary`, on the cluster of the current
 * context: the same cases as on the embedded one (`test/infra/canary-policy.test.ts`). Kinds that are not
 * installed are, for the time of the test. Everything that is made here and was not there is removed.
 */
import { readFileSync } from 'node:fs';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { afterAll } from 'vitest';
import { parse } from 'yaml';
import { describePolicies, type Policed } from '../infra/canary/suite.ts';
import { askWith } from './ask.ts';
import { everythingFor, installed } from './canary-objects.ts';
import { currentContext } from './guard.ts';
import type { Written } from './objects.ts';
import { createWriter, statusOf, type Writer } from './writer.ts';

const account = { namespace: 'portolan', name: 'portolan-canary' };
const policies = ['ingress', 'http-route', 'traefik-service', 'ingress-route'];
const applied = [
  'namespace',
  'canary/service-account',
  ...policies.flatMap((kind) => [`canary/${kind}-policy`, `canary/${kind}-policy-binding`]),
];

let writer: Writer | undefined;
afterAll(() => writer?.removeAll(), 180_000);

const fileOf = (path: string): Written =>
  parse(readFileSync(new URL(`../../infra/kubernetes/${path}.yaml`, import.meta.url), 'utf8'));

describePolicies('on the cluster of the current context', async () => {
  const config = new KubeConfig();
  config.loadFromDefault();
  const made = createWriter({ context: currentContext() });
  writer = made;
  try {
    return await prepare(config, made);
  } catch (error) {
    return nothing(`this identity may not prepare it (${statusOf(error) ?? String(error)})`);
  }
});

async function prepare(config: KubeConfig, made: Writer): Promise<Policed> {
  const missing = await installed(config, made);
  if (missing.length > 0) console.log(`Not tried, because not installed: ${missing.join(', ')}.`);
  const namespace = await made.namespace();
  for (const path of applied) await made.createAnew(fileOf(path));
  for (const object of everythingFor(account, namespace)) await made.create(object);
  const canary = await configOf(config);
  return {
    namespace,
    create: (object) => made.create({ ...object }),
    asAdmin: (asked) => askWith(config, asked),
    asCanary: (asked) => askWith(canary, asked),
    obstacle: ({ served }) => (missing.includes(served) ? `${served} is not installed` : undefined),
  };
}

/** The same server, as the account. */
async function configOf(config: KubeConfig): Promise<KubeConfig> {
  const body = { spec: { audiences: [], expirationSeconds: 3600 } };
  const core = config.makeApiClient(CoreV1Api);
  const { status } = await core.createNamespacedServiceAccountToken({ ...account, body });
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error('no cluster');
  const canary = new KubeConfig();
  canary.loadFromClusterAndUser(cluster, { name: 'canary', token: status?.token ?? '' });
  return canary;
}

function nothing(obstacle: string): Policed {
  console.log(`The policies for weights are not tried: ${obstacle}.`);
  const never = () => Promise.reject(new Error(obstacle));
  return {
    namespace: '',
    create: never,
    asAdmin: never,
    asCanary: never,
    obstacle: () => obstacle,
  };
}
