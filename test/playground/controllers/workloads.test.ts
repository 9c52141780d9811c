import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { deployment, service, startTrial, type Trial } from './trial.ts';

const pods = (trial: Trial, app: string) =>
  trial.all('v1', 'Pod').filter((pod) => pod.metadata.labels?.app === app);

const names = (objects: KubeObject[]) => objects.map((object) => object.metadata.name);

const setImage = (image: string) => (draft: KubeObject) => {
  const { template } = draft.spec as {
    template: { spec: { containers: { image: string }[] } };
  };
  for (const container of template.spec.containers) container.image = image;
};

describe('StatefulSets', () => {
  const statefulSet = (spec: object = {}): KubeObject => ({
    ...deployment({ name: 'db', replicas: 3 }),
    kind: 'StatefulSet',
    spec: {
      ...(deployment({ name: 'db', replicas: 3 }).spec as object),
      serviceName: 'db',
      ...spec,
    },
  });

  it('number their pods and give them a name in the headless Service', () => {
    const trial = startTrial();
    trial.create(statefulSet());
    trial.create(service('db', { clusterIP: 'None' }));
    expect(names(pods(trial, 'db'))).toEqual(['db-0', 'db-1', 'db-2']);
    const slices = trial.all('discovery.k8s.io/v1', 'EndpointSlice', 'default');
    const hostnames = slices.flatMap((slice) =>
      (slice.endpoints as { hostname: string }[]).map((endpoint) => endpoint.hostname),
    );
    expect(hostnames).toEqual(['db-0', 'db-1', 'db-2']);
  });

  it('wait for a pod to be ready before they make the next, unless Parallel', () => {
    const sick = { 'playground.portolan.dev/readiness': 'timeout' };
    const spec = deployment({ name: 'db', annotations: sick }).spec as { template: object };
    const inOrder = startTrial();
    inOrder.create(statefulSet({ template: spec.template }));
    expect(names(pods(inOrder, 'db'))).toEqual(['db-0']);
    const parallel = startTrial();
    parallel.create(statefulSet({ template: spec.template, podManagementPolicy: 'Parallel' }));
    expect(pods(parallel, 'db')).toHaveLength(3);
  });

  it('replace all their pods when the template changes, and keep their names', () => {
    const trial = startTrial();
    const set = trial.create(statefulSet());
    const before = pods(trial, 'db').map((pod) => pod.metadata.uid);
    trial.change(set, setImage('example.com/db:2'));
    const after = pods(trial, 'db');
    expect(names(after)).toEqual(['db-0', 'db-1', 'db-2']);
    expect(after.some((pod) => before.includes(pod.metadata.uid))).toBe(false);
  });
});

describe('DaemonSets', () => {
  it('run on every node that lets them, and follow taints', () => {
    const trial = startTrial();
    const { selector, template } = deployment({ name: 'agent' }).spec as Record<string, object>;
    trial.create({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'agent', namespace: 'default' },
      spec: { selector, template },
    });
    expect(pods(trial, 'agent')).toHaveLength(3);
    const node = trial.get('v1', 'Node', 'node-3');
    if (!node) throw new Error('no node');
    trial.change(node, (draft) => {
      draft.spec = { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] };
    });
    expect(pods(trial, 'agent')).toHaveLength(2);
  });
});
