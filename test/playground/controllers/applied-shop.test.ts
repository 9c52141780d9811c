import { beforeAll, describe, expect, it } from 'vitest';
import { startControllers } from '../../../src/playground/cluster/controllers/start.ts';
import { createAdmitted } from '../../../src/playground/cluster/defaults/registry.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { normalizeAll } from './normalize.ts';
import {
  appliedObjects,
  type Cluster,
  emptyCluster,
  objectsOf,
  recordedObjects,
} from './recording.ts';

/** What the person who recorded did by hand, in the words of the embedded cluster. */
const circumstances: Record<string, [path: 'object' | 'template', annotations: object]> = {
  'Deployment search': ['template', { readiness: 'HTTP probe failed with statuscode: 503' }],
  'Deployment payments': ['template', { 'ip-families': 'IPv4,IPv6' }],
  'Service api-gateway': ['object', { 'load-balancer': 'a1b2c3.elb.example.com' }],
  'Service ingress-nginx-controller': ['object', { 'load-balancer': '198.51.100.20' }],
};

function annotate(object: KubeObject): KubeObject {
  const found = circumstances[`${object.kind} ${object.metadata.name}`];
  if (!found) return object;
  const [path, short] = found;
  const annotations = Object.fromEntries(
    Object.entries(short).map(([key, value]) => [`playground.portolan.dev/${key}`, value]),
  );
  const spec = object.spec as { template: { metadata: { annotations?: object } } };
  if (path === 'template') spec.template.metadata.annotations = annotations;
  else object.metadata.annotations = annotations;
  return object;
}

/** There before anything is applied: nodes, system namespaces, the API server's own Service, roles. */
function isGiven(object: KubeObject): boolean {
  const { name } = object.metadata;
  if (['default', 'kube-system', 'kube-public', 'kube-node-lease'].includes(name)) {
    return object.kind === 'Namespace';
  }
  return (
    object.kind === 'Node' ||
    (name === 'kubernetes' && object.metadata.namespace === 'default') ||
    (object.kind.startsWith('ClusterRole') && object.metadata.labels !== undefined)
  );
}

function applyShop(): Cluster {
  const cluster = emptyCluster();
  const { storage, resources } = cluster;
  for (const object of recordedObjects.filter(isGiven)) {
    storage.restore(resources.of(object), structuredClone(object));
  }
  const controllers = startControllers(storage, resources);
  for (const object of appliedObjects()) {
    const resource = resources.of(object);
    createAdmitted(resource, annotate(object), storage);
    controllers.settle();
  }
  return cluster;
}

/**
 * Known differences, each with its reason:
 * - EndpointSlice generation and trigger time: how often a slice was rewritten on the way, and the
 *   recorder edited the IPv6 slice by hand. Left out of the comparison.
 * - Deployment `search`: in the recording its pods were ready before the probe began to fail, so it
 *   once progressed; here they never were. Compared without the condition Progressing.
 * - Events: no kubelet ran behind the recording, so it has no Pulled, Created, Started.
 * - Pods: no service account token volume, real node addresses, hostNetwork pods have their node's
 *   address (the recorder gave all pods one host and kube-proxy pod addresses).
 */
const blurred: Record<string, (text: string) => string> = {
  EndpointSlice: (text) =>
    text
      .replaceAll(/"generation":\d+/g, '"generation":0')
      .replaceAll(/"annotations":\{[^}]*\},/g, ''),
  Deployment: (text) =>
    text.includes('"name":"search"')
      ? text.replace(/\{[^{}]*"type":"Progressing"\}/, '"Progressing"')
      : text,
};

const texts = (objects: KubeObject[], kind: string): string[] =>
  normalizeAll(objects, kind)
    .map((object) => JSON.stringify(object))
    .map(blurred[kind] ?? ((text) => text))
    .sort();

describe('shop.yaml applied to the embedded cluster', () => {
  let cluster: Cluster;
  beforeAll(() => {
    cluster = applyShop();
  });

  it.each([
    'Namespace',
    'ServiceAccount',
    'Service',
    'EndpointSlice',
    'Endpoints',
    'Pod',
    'ReplicaSet',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'Ingress',
    'IngressClass',
    'ConfigMap',
    'ClusterRole',
    'ClusterRoleBinding',
    'CustomResourceDefinition',
  ])('leaves every %s as the real one did', (kind) => {
    expect(texts(objectsOf(cluster), kind)).toEqual(texts(recordedObjects, kind));
  });

  it('says in events what the real controllers said', () => {
    const ours = new Set(
      texts(objectsOf(cluster), 'Event')
        .map((text) => JSON.parse(text) as Record<string, string>)
        .map((event) => `${event.reason}: ${event.message}`),
    );
    const real = texts(recordedObjects, 'Event')
      .map((text) => JSON.parse(text) as Record<string, string>)
      .map((event) => `${event.reason}: ${event.message}`)
      .filter((text) => !text.startsWith('Scheduled'));
    expect(real.filter((text) => !ours.has(text))).toEqual([]);
  });

  it('spreads the pods of one owner over the nodes', () => {
    const nodes = objectsOf(cluster, 'Pod')
      .filter((pod) => pod.metadata.labels?.app === 'web')
      .map((pod) => (pod.spec as { nodeName: string }).nodeName);
    expect(new Set(nodes).size).toBe(3);
  });
});
