import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { startRecordedCluster } from './fixtures.ts';
import { createKubectl, hasKubectl, type Kubectl } from './kubectl.ts';

const labels = { app: 'shelf' };

const deployment = (replicas: number, image: string, more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shelf', namespace: 'shop' },
  spec: {
    replicas,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        containers: [
          { name: 'web', image, ports: [{ containerPort: 80 }] },
          { name: 'side', image: 'side:1' },
        ],
      },
    },
    ...more,
  },
});

const service = (name: string, port: number) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop' },
  spec: { selector: labels, ports: [{ name: 'http', port, targetPort: 80 }] },
});

describe.skipIf(!hasKubectl)('kubectl writes', () => {
  let server: ApiServer;
  let kubectl: Kubectl;

  beforeAll(async () => {
    server = await startRecordedCluster();
    kubectl = createKubectl(server);
  });
  afterAll(async () => {
    await server.close();
    kubectl.close();
  });

  const field = (path: string, object = 'deploy/shelf') =>
    kubectl.run('get', object, '-n', 'shop', '-o', `jsonpath={${path}}`);
  const patch = (type: string, body: unknown) =>
    kubectl.run(
      ...['patch', 'deploy/shelf', '-n', 'shop'],
      '--type',
      type,
      '-p',
      JSON.stringify(body),
    );

  test('applies, and applies what changed', async () => {
    expect(await kubectl.feed(deployment(2, 'web:1'), 'apply')).toContain('created');
    expect(await kubectl.feed(deployment(2, 'web:1'), 'apply')).toContain('unchanged');
    expect(await kubectl.feed(deployment(3, 'web:2'), 'apply')).toContain('configured');
    expect(await field('.spec.replicas')).toBe('3');
    expect(await field('.spec.template.spec.containers[*].image')).toBe('web:2 side:1');
  });

  test('shows what an apply would change', async () => {
    const failed = kubectl.feed(deployment(4, 'web:2'), 'diff');
    await expect(failed).rejects.toMatchObject({ code: 1 });
    const { stdout } = await failed.catch((error) => error);
    expect(stdout).toMatch(/^-\s+replicas: 3$/m);
    expect(stdout).toMatch(/^\+\s+replicas: 4$/m);
    expect(await field('.spec.replicas')).toBe('3');
  });

  test('sets an image', async () => {
    await kubectl.run('set', 'image', 'deploy/shelf', '-n', 'shop', 'side=side:2');
    expect(await field('.spec.template.spec.containers[*].image')).toBe('web:2 side:2');
  });

  test('patches in all three ways', async () => {
    const containers = [{ name: 'side', $patch: 'delete' }];
    await patch('strategic', { spec: { template: { spec: { containers } } } });
    expect(await field('.spec.template.spec.containers[*].name')).toBe('web');
    await patch('merge', { spec: { replicas: 5 } });
    expect(await field('.spec.replicas')).toBe('5');
    await patch('json', [{ op: 'replace', path: '/spec/replicas', value: 6 }]);
    expect(await field('.spec.replicas')).toBe('6');
  });

  test('applies on the server, and meets those who patched before', async () => {
    const wanted = deployment(2, 'web:3');
    const refused = kubectl.feed(wanted, 'apply', '--server-side');
    await expect(refused).rejects.toThrow(
      'Apply failed with 1 conflict: conflict with "kubectl-patch" using apps/v1: .spec.replicas',
    );
    const forced = ['apply', '--server-side', '--force-conflicts'];
    expect(await kubectl.feed(wanted, ...forced)).toContain('serverside-applied');
    expect(await field('.spec.replicas')).toBe('2');
    const managers = await field('.metadata.managedFields[*].manager');
    expect(managers.split(' ')).toContain('kubectl');
  });

  test('is told of a field that does not exist', async () => {
    const wrong = deployment(2, 'web:3', { colour: 'red' });
    await expect(kubectl.feed(wrong, 'apply')).rejects.toThrow('unknown field "spec.colour"');
    const onServer = kubectl.feed(wrong, 'apply', '--server-side');
    await expect(onServer).rejects.toThrow('.spec.colour: field not declared in schema');
  });

  test('creates, replaces and deletes', async () => {
    expect(await kubectl.feed(service('shelf', 80), 'create')).toContain('created');
    await expect(kubectl.feed(service('shelf', 80), 'create')).rejects.toThrow('AlreadyExists');
    expect(await kubectl.feed(service('shelf', 81), 'replace')).toContain('replaced');
    expect(await field('.spec.ports[0].port', 'svc/shelf')).toBe('81');
    expect(await kubectl.feed(service('shelf', 81), 'delete')).toContain('deleted');
  });

  test('is told what is wrong with an object', async () => {
    await expect(kubectl.feed(service('Shelf', 0), 'create')).rejects.toThrow(
      /spec.ports\[0\].port: Invalid value: 0: must be between 1 and 65535, inclusive/,
    );
  });

  test('sends some objects as protobuf only, which is declined', async () => {
    const sent = kubectl.run('create', 'configmap', 'x', '-n', 'shop', '--from-literal=a=b');
    await expect(sent).rejects.toThrow('accepted media types include: application/json');
  });
});
