import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { deployment, endpointsOf, eventsAbout, service, startTrial, type Trial } from './trial.ts';

const pods = (trial: Trial, app: string) =>
  trial.all('v1', 'Pod').filter((pod) => pod.metadata.labels?.app === app);

const names = (objects: KubeObject[]) => objects.map((object) => object.metadata.name);

function withApp(replicas = 2) {
  const trial = startTrial();
  const app = trial.create(deployment({ name: 'api', replicas }));
  trial.create(service('api'));
  return { trial, app };
}

const scaleTo = (replicas: number) => (draft: KubeObject) => {
  (draft.spec as { replicas: number }).replicas = replicas;
};

const setImage = (image: string) => (draft: KubeObject) => {
  const { template } = draft.spec as {
    template: { spec: { containers: { image: string }[] } };
  };
  for (const container of template.spec.containers) container.image = image;
};

describe('what follows from a change', () => {
  it('scaling a Deployment adds and removes pods and endpoints', () => {
    const { trial, app } = withApp();
    expect(endpointsOf(trial, 'api')).toHaveLength(2);
    trial.change(app, scaleTo(5));
    expect(endpointsOf(trial, 'api')).toHaveLength(5);
    trial.change(app, scaleTo(0));
    expect(endpointsOf(trial, 'api')).toEqual([]);
    expect(eventsAbout(trial, 'api').filter((text) => text.startsWith('Scaling'))).toHaveLength(3);
  });

  it('a deleted pod is replaced by one of another name', () => {
    const { trial } = withApp();
    const before = pods(trial, 'api');
    const [first] = before;
    if (!first) throw new Error('no pod');
    trial.remove(first);
    const after = pods(trial, 'api');
    expect(after).toHaveLength(2);
    expect(names(after)).not.toContain(first.metadata.name);
    expect(endpointsOf(trial, 'api')).toHaveLength(2);
  });

  it('a pod relabelled out of the selector lives on without owner, endpoint and duty', () => {
    const { trial } = withApp();
    const [first] = pods(trial, 'api');
    if (!first) throw new Error('no pod');
    const moved = trial.change(first, (draft) => {
      draft.metadata.labels = { app: 'quarantine' };
    });
    expect(moved.metadata.ownerReferences).toBeUndefined();
    expect(pods(trial, 'api')).toHaveLength(2);
    expect(endpointsOf(trial, 'api')).toHaveLength(2);
  });

  it('a relabelled Service selects other pods at once', () => {
    const { trial } = withApp();
    trial.create(deployment({ name: 'web', replicas: 3 }));
    const found = trial.get('v1', 'Service', 'api', 'default');
    if (!found) throw new Error('no service');
    trial.change(found, (draft) => {
      draft.spec = { ...(draft.spec as object), selector: { app: 'web' } };
    });
    expect(endpointsOf(trial, 'api')).toHaveLength(3);
  });

  it('a new image rolls out under a new ReplicaSet and keeps the old one empty', () => {
    const { trial, app } = withApp(4);
    trial.change(app, setImage('example.com/app:2'));
    const sets = trial
      .all('apps/v1', 'ReplicaSet')
      .map((set) => set.status as { replicas: number });
    expect(sets.map((status) => status.replicas).sort()).toEqual([0, 4]);
    const deployed = trial.get('apps/v1', 'Deployment', 'api', 'default');
    expect(deployed?.metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('2');
    expect(deployed?.status).toMatchObject({
      replicas: 4,
      updatedReplicas: 4,
      availableReplicas: 4,
    });
  });

  it('a rollout whose pods never get ready stops with the old pods serving', () => {
    const { trial, app } = withApp(4);
    trial.change(app, (draft) => {
      const { template } = draft.spec as { template: { metadata: { annotations?: object } } };
      template.metadata.annotations = { 'playground.portolan.dev/readiness': 'connection refused' };
    });
    const views = endpointsOf(trial, 'api');
    expect(views.filter((view) => view.ready)).toHaveLength(3);
    expect(views.filter((view) => !view.ready)).toHaveLength(2);
  });

  it('deleting a Deployment or a Service takes along what it owned', () => {
    const { trial, app } = withApp();
    const found = trial.get('v1', 'Service', 'api', 'default');
    if (!found) throw new Error('no service');
    trial.remove(found);
    expect(names(trial.all('discovery.k8s.io/v1', 'EndpointSlice', 'default'))).toEqual([]);
    expect(trial.get('v1', 'Endpoints', 'api', 'default')).toBeUndefined();
    trial.remove(app);
    expect(trial.all('apps/v1', 'ReplicaSet')).toEqual([]);
    expect(pods(trial, 'api')).toEqual([]);
  });

  it('deleting a namespace takes along everything in it', () => {
    const trial = startTrial();
    const home = trial.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gone' } });
    trial.create(deployment({ name: 'api', namespace: 'gone' }));
    expect(trial.get('v1', 'ServiceAccount', 'default', 'gone')).toBeDefined();
    trial.remove(home);
    for (const kind of ['Pod', 'ServiceAccount', 'Event']) {
      expect(trial.all('v1', kind, 'gone')).toEqual([]);
    }
  });

  it('a node that is no longer ready makes its pods unready, and ready again when it returns', () => {
    const { trial } = withApp(3);
    const node = trial.get('v1', 'Node', 'node-1');
    if (!node) throw new Error('no node');
    const turn = (status: string) => (draft: KubeObject) => {
      draft.status = { conditions: [{ type: 'Ready', status }] };
    };
    trial.change(node, turn('Unknown'));
    expect(endpointsOf(trial, 'api').filter((view) => view.ready)).toHaveLength(2);
    trial.change(node, turn('True'));
    expect(endpointsOf(trial, 'api').filter((view) => view.ready)).toHaveLength(3);
  });

  it('what happens is the same in every run: names, uids and addresses', () => {
    const run = () => {
      const { trial, app } = withApp(3);
      trial.change(app, setImage('example.com/app:2'));
      return pods(trial, 'api').map((pod) => [pod.metadata.name, pod.metadata.uid, pod.status]);
    };
    const timeless = (value: unknown) => JSON.stringify(value).replaceAll(/\d{4}-[^"]*Z/g, 'T');
    expect(timeless(run())).toBe(timeless(run()));
  });

  it('writes settle by themselves, without anybody asking for it', async () => {
    const { trial, app } = withApp();
    trial.storage.update(trial.resources.of(app), {
      ...(trial.get('apps/v1', 'Deployment', 'api', 'default') ?? app),
      spec: { ...(app.spec as object), replicas: 6 },
    });
    await Promise.resolve();
    expect(endpointsOf(trial, 'api')).toHaveLength(6);
  });
});
