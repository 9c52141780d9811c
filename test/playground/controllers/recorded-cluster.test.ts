import { describe, expect, it } from 'vitest';
import { startControllers } from '../../../src/playground/cluster/controllers/start.ts';
import type { Change, KubeObject } from '../../../src/playground/cluster/storage.ts';
import { normalizeAll } from './normalize.ts';
import { type Cluster, objectsOf, recordedCluster } from './recording.ts';

function changesOf(cluster: Cluster, act: () => void): Change[] {
  const changes: Change[] = [];
  const end = cluster.storage.subscribe((change) => changes.push(change));
  act();
  end();
  return changes;
}

const removeAll = ({ storage, resources }: Cluster, objects: KubeObject[]) => {
  for (const object of objects) {
    storage.remove(resources.of(object), object.metadata.namespace, object.metadata.name);
  }
};

describe('controllers over the recording of a real cluster', () => {
  it('find nothing to change: they agree with what the real ones computed', () => {
    const cluster = recordedCluster();
    const changes = changesOf(cluster, () =>
      startControllers(cluster.storage, cluster.resources).settle(),
    );
    expect(
      changes.map(({ type, object }) => `${type} ${object.kind} ${object.metadata.name}`),
    ).toEqual([]);
  });

  it('find nothing to change the second time either', () => {
    const cluster = recordedCluster();
    const controllers = startControllers(cluster.storage, cluster.resources);
    controllers.settle();
    const again = () => startControllers(cluster.storage, cluster.resources).settle();
    expect(changesOf(cluster, again)).toEqual([]);
  });

  it.each(['EndpointSlice', 'Endpoints'])(
    'write every %s again as it was, but for its name',
    (kind) => {
      const cluster = recordedCluster();
      const before = objectsOf(cluster);
      const managed = objectsOf(cluster, kind).filter((object) => {
        const labels = object.metadata.labels ?? {};
        return (
          labels['endpointslice.kubernetes.io/managed-by'] === 'endpointslice-controller.k8s.io' ||
          labels['endpoints.kubernetes.io/managed-by'] !== undefined
        );
      });
      removeAll(cluster, managed);
      startControllers(cluster.storage, cluster.resources).settle();
      // How often it had been rewritten is history, and the recorded IPv6 slice lost its trigger time.
      const timeless = (objects: KubeObject[]) =>
        normalizeAll(objects, kind).map((object) =>
          JSON.stringify(object)
            .replaceAll(/"generation":\d+/g, '"generation":0')
            .replaceAll(/"annotations":\{[^}]*\},/g, ''),
        );
      expect(timeless(objectsOf(cluster))).toEqual(timeless(before));
    },
  );

  it('compute every workload status again as it was', () => {
    const cluster = recordedCluster();
    const kinds = ['ReplicaSet', 'StatefulSet', 'DaemonSet'];
    const before = objectsOf(cluster, ...kinds);
    for (const object of before) {
      const { status: _, ...rest } = object;
      cluster.storage.update(cluster.resources.of(object), rest as KubeObject);
    }
    startControllers(cluster.storage, cluster.resources).settle();
    for (const kind of kinds) {
      expect(normalizeAll(objectsOf(cluster), kind)).toEqual(normalizeAll(before, kind));
    }
  });
});
