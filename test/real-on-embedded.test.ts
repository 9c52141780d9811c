/** The suite for real clusters, on the embedded one: both are held to the same sentences. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { startControllers } from '../src/playground/cluster/controllers/start.ts';
import { createStorage } from '../src/playground/cluster/memory.ts';
import { createResources } from '../src/playground/cluster/resources.ts';
import { type ApiServer, startApiServer } from '../src/playground/cluster/server.ts';
import { type Demo, startDemo } from '../src/playground/demo.ts';
import { refusal } from './real/guard.ts';
import { describeCommands } from './real/suite.ts';

/** Here pods run within milliseconds, or never. */
const brief = { patience: 500 };

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

/** The administrator's way in, as a kubeconfig. */
async function kubeconfigOf({ url, adminToken }: ApiServer): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'portolan-test-'));
  closing.push(() => rm(directory, { recursive: true }));
  const file = join(directory, 'kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'embedded',
    contexts: [{ name: 'embedded', context: { cluster: 'embedded', user: 'admin' } }],
    // Plain http has no certificate to verify, but the library wants to be told.
    clusters: [{ name: 'embedded', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'admin', user: { token: adminToken } }],
  };
  await writeFile(file, stringify(config), { mode: 0o600 });
  return file;
}

describeCommands('on the embedded cluster, where pods run', async () => {
  const demo: Demo = await startDemo({ scenario: 'shop' });
  closing.push(() => demo.close());
  return { kubeconfig: await kubeconfigOf(demo.api), context: 'embedded' };
});

describeCommands(
  'on an API server alone, without nodes and controllers',
  async () => {
    const storage = createStorage();
    const resources = createResources();
    const api = await startApiServer({ storage, resources });
    closing.push(() => api.close());
    return { kubeconfig: await kubeconfigOf(api), context: 'embedded' };
  },
  brief,
);

describeCommands(
  'on a cluster with controllers, but without a node',
  async () => {
    const storage = createStorage();
    const resources = createResources();
    const controllers = startControllers(storage, resources);
    const api = await startApiServer({ storage, resources });
    closing.push(async () => {
      controllers.stop();
      await api.close();
    });
    return { kubeconfig: await kubeconfigOf(api), context: 'embedded' };
  },
  brief,
);

test('the suite refuses a context that was not named', () => {
  expect(refusal('production', undefined)).toMatch(/set PORTOLAN_TEST_CONTEXT=production/);
  expect(refusal('production', 'kind')).toMatch(/it says kind/);
  expect(refusal('', 'kind')).toMatch(/no current kubeconfig context/);
  expect(refusal('kind', 'kind')).toBeUndefined();
});
