import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/playground/cluster/defaults/kinds.ts';
import { deployment, endpointsOf, eventsAbout, service, startTrial, type Trial } from './trial.ts';

const prefix = 'playground.portolan.dev/';

interface Outcome {
  trial: Trial;
  pod: Pod;
  events: string[];
}

function suffer(ailments: Record<string, string>, init = false): Outcome {
  const trial = startTrial();
  const annotations = Object.fromEntries(
    Object.entries(ailments).map(([key, value]) => [prefix + key, value]),
  );
  const app = deployment({ name: 'api', replicas: 1, annotations });
  if (init) {
    const { template } = app.spec as { template: { spec: { initContainers?: object[] } } };
    template.spec.initContainers = [{ name: 'migrate', image: 'example.com/migrate:1' }];
  }
  trial.create(app);
  trial.create(service('api'));
  const [pod] = trial.all('v1', 'Pod') as Pod[];
  if (!pod) throw new Error('no pod');
  return { trial, pod, events: eventsAbout(trial, pod.metadata.name) };
}

const container = (pod: Pod) => pod.status?.containerStatuses?.[0];
const condition = (pod: Pod, type: string) =>
  pod.status?.conditions?.find((one) => one.type === type);

describe('a pod made unwell', () => {
  it('readiness: runs, is not ready, and the kubelet says why', () => {
    const { trial, pod, events } = suffer({ readiness: 'HTTP probe failed with statuscode: 503' });
    expect(pod.status?.phase).toBe('Running');
    expect(container(pod)).toMatchObject({ ready: false, started: true, restartCount: 0 });
    expect(condition(pod, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [app]',
    });
    expect(events).toContain(
      'Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503',
    );
    expect(endpointsOf(trial, 'api')).toMatchObject([
      { ready: false, serving: false, terminating: false },
    ]);
  });

  it('crash: waits in CrashLoopBackOff with its last words and exit code', () => {
    const { pod, events } = suffer({ crash: 'panic: no config, exit code 2', restarts: '11' });
    expect(container(pod)).toMatchObject({
      ready: false,
      restartCount: 11,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 2, reason: 'Error' } },
    });
    const where = `${pod.metadata.name}_default(${pod.metadata.uid})`;
    expect(events).toContain(`BackOff: Back-off restarting failed container app in pod ${where}`);
  });

  it('crash: OOMKilled is 137', () => {
    const { pod } = suffer({ crash: 'OOMKilled' });
    expect(container(pod)?.lastState).toMatchObject({
      terminated: { exitCode: 137, reason: 'OOMKilled' },
    });
  });

  it('image-pull: stays Pending with the registry’s words', () => {
    const { pod, events } = suffer({ 'image-pull': 'not found' });
    expect(pod.status?.phase).toBe('Pending');
    expect(container(pod)?.state).toMatchObject({ waiting: { reason: 'ImagePullBackOff' } });
    expect(events).toContain('Failed: Failed to pull image "example.com/app:1": not found');
    expect(events).toContain('BackOff: Back-off pulling image "example.com/app:1"');
  });

  it('pending: is bound to no node and gets no address', () => {
    const words = '0/3 nodes are available: 3 Insufficient memory.';
    const { trial, pod, events } = suffer({ pending: words });
    expect(pod.spec.nodeName).toBeUndefined();
    expect(condition(pod, 'PodScheduled')).toMatchObject({
      status: 'False',
      reason: 'Unschedulable',
      message: words,
    });
    expect(events).toContain(`FailedScheduling: ${words}`);
    expect(endpointsOf(trial, 'api')).toEqual([]);
  });

  it('init: the init container crashes, the others wait', () => {
    const { pod } = suffer({ init: 'cannot reach mysql' }, true);
    expect(pod.status?.phase).toBe('Pending');
    expect(condition(pod, 'Initialized')).toMatchObject({
      status: 'False',
      message: 'containers with incomplete status: [migrate]',
    });
    expect(container(pod)?.state).toEqual({ waiting: { reason: 'PodInitializing' } });
    expect(pod.status?.initContainerStatuses).toMatchObject([
      { name: 'migrate', state: { waiting: { reason: 'CrashLoopBackOff' } } },
    ]);
  });

  it('terminating: on its way out and still serving, and not replaced for ever', () => {
    const { trial, pod } = suffer({ terminating: 'true' });
    expect(pod.metadata.deletionTimestamp).toBeDefined();
    expect(endpointsOf(trial, 'api')).toMatchObject([
      { ready: false, serving: true, terminating: true },
    ]);
    expect(trial.all('v1', 'Pod')).toHaveLength(1);
  });

  it('restarts: runs again after so many', () => {
    const { pod } = suffer({ restarts: '7' });
    expect(container(pod)).toMatchObject({ ready: true, restartCount: 7 });
    expect(container(pod)?.lastState).toHaveProperty('terminated');
  });

  it('gets well when the annotation goes, and ill when it comes', () => {
    const { trial, pod } = suffer({ readiness: 'timeout' });
    const well = trial.change(pod, (draft) => {
      delete draft.metadata.annotations;
    });
    expect(container(well as Pod)?.ready).toBe(true);
    expect(endpointsOf(trial, 'api')).toMatchObject([{ ready: true }]);
    const ill = trial.change(well, (draft) => {
      draft.metadata.annotations = { [`${prefix}crash`]: 'boom' };
    });
    expect(container(ill as Pod)?.state).toHaveProperty('waiting');
    expect(endpointsOf(trial, 'api')).toMatchObject([{ ready: false }]);
  });

  it('without a ready node the scheduler says so in its own words', () => {
    const trial = startTrial();
    for (const node of trial.all('v1', 'Node')) {
      trial.change(node, (draft) => {
        draft.spec = { unschedulable: true };
      });
    }
    trial.create(deployment({ name: 'api', replicas: 1 }));
    const [pod] = trial.all('v1', 'Pod') as Pod[];
    expect(condition(pod as Pod, 'PodScheduled')?.message).toMatch(
      /^0\/3 nodes are available: 3 node\(s\) were unschedulable\./,
    );
    const [node] = trial.all('v1', 'Node');
    if (!node) throw new Error('no node');
    trial.change(node, (draft) => {
      draft.spec = {};
    });
    expect((trial.all('v1', 'Pod')[0] as Pod).spec.nodeName).toBe('node-1');
  });
});
