import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { startRecordedCluster } from './fixtures.ts';
import { createKubectl, hasKubectl, type Kubectl } from './kubectl.ts';

describe.skipIf(!hasKubectl)('kubectl', () => {
  let server: ApiServer;
  let client: Kubectl;

  beforeAll(async () => {
    server = await startRecordedCluster();
    client = createKubectl(server);
  });
  afterAll(async () => {
    await server.close();
    client.close();
  });

  const kubectl = (...args: string[]) => client.run(...args);

  test('gets Services with all columns', async () => {
    const [head, ...rows] = (await kubectl('get', 'svc', '-n', 'shop')).trim().split('\n');
    expect(head).toMatch(/^NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE$/);
    expect(rows).toHaveLength(11);
    expect(rows[3]).toMatch(/^mail +ExternalName +<none> +smtp.mail.example.net +<none>/);
    expect(rows[6]).toMatch(/^payments +ClusterIP .* 80\/TCP,9090\/TCP,8125\/UDP/);
  });

  test('gets pods with addresses and nodes', async () => {
    const text = await kubectl('get', 'pods', '-n', 'shop', '-o', 'wide', '-l', 'app=redis');
    expect(text).toMatch(/redis-549f5d67c6-q2dx8 +1\/1 +Running +0 .* 10.244.162.110 +node-2/);
  });

  test('describes a Service', async () => {
    const text = await kubectl('describe', 'svc', 'redis', '-n', 'shop');
    expect(text).toMatch(/Selector: +app=redis/);
    expect(text).toMatch(/Endpoints: +10.244.162.110:6379/);
  });

  test('describes a pod with its events', async () => {
    const text = await kubectl('describe', 'pod', '-n', 'shop', '-l', 'app=redis');
    expect(text).toContain('Successfully assigned shop/redis-549f5d67c6-q2dx8 to node-2');
  });

  test('scales a Deployment', async () => {
    await kubectl('scale', 'deploy/web', '-n', 'shop', '--replicas=5');
    const replicas = ['get', 'deploy/web', '-n', 'shop', '-o', 'jsonpath={.spec.replicas}'];
    expect(await kubectl(...replicas)).toBe('5');
  });

  test('labels and annotates objects', async () => {
    await kubectl('label', 'svc', 'redis', '-n', 'shop', 'tier=cache');
    await kubectl('annotate', 'svc', 'redis', '-n', 'shop', 'note=kept');
    const text = await kubectl('get', 'svc', '-n', 'shop', '-l', 'tier=cache', '-o', 'json');
    expect(JSON.parse(text).items[0].metadata.annotations.note).toBe('kept');
  });

  test('lists what the server serves, custom resources among it', async () => {
    const text = await kubectl('api-resources');
    expect(text).toMatch(/^services +svc +v1 +true +Service$/m);
    expect(text).toMatch(/^httproutes +gateway.networking.k8s.io\/v1 +true +HTTPRoute$/m);
  });

  test('follows a Deployment to the end of its rollout', async () => {
    const text = await kubectl('rollout', 'status', 'deploy/api', '-n', 'shop', '--timeout=5s');
    expect(text).toContain('successfully rolled out');
  });

  test('deletes and waits until the object has gone', async () => {
    await kubectl('delete', 'svc', 'legacy-db', '-n', 'shop', '--timeout=5s');
    await expect(kubectl('get', 'svc', 'legacy-db', '-n', 'shop')).rejects.toThrow(/NotFound/);
  });
});
