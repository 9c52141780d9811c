/** Takes from objects what differs between any two clusters: uids, suffixes, hashes, times, addresses. */
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';

/** By field name, wherever it occurs. */
const volatileFields = new Set([
  'clusterIP',
  'clusterIPs',
  'containerID',
  'creationTimestamp',
  'currentRevision',
  'generateName',
  'healthCheckNodePort',
  'hostIP',
  'ip',
  'lastTransitionTime',
  'lastUpdateTime',
  'nodeName',
  'nodePort',
  'pod-template-hash',
  'podIP',
  'podIPs',
  'resourceVersion',
  'startTime',
  'startedAt',
  'uid',
  'updateRevision',
  'controller-revision-hash',
  'endpoints.kubernetes.io/last-change-trigger-time',
  'topology.kubernetes.io/zone',
  'zone',
]);

/** The service account's token mount, which the embedded cluster does not add. */
const isTokenMount = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  String(value.name).startsWith('kube-api-access-');

/** What `kubectl apply` leaves behind, and what only the embedded cluster reads. */
const isTool = (key: string) =>
  key === 'kubectl.kubernetes.io/last-applied-configuration' ||
  key.startsWith('playground.portolan.dev/');

/** Addresses only count by how many there are; `None` says a Service is headless. */
function shape(key: string, value: unknown): unknown {
  if (value === 'None' || (Array.isArray(value) && value[0] === 'None')) return value;
  return Array.isArray(value) ? `${key} x ${value.length}` : key;
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** Names of pods, ReplicaSets and slices: what their maker appended becomes `*`. */
function baseName(object: KubeObject): string {
  const { name, generateName, labels } = object.metadata;
  const hash = labels?.['pod-template-hash'];
  const base = generateName && !/-\d+$/.test(name) ? `${generateName}*` : name;
  return hash ? base.replace(hash, '*') : base;
}

export function normalize(object: KubeObject, names: Map<string, string>): unknown {
  const visit = (value: unknown, key: string): unknown => {
    if (volatileFields.has(key)) return shape(key, value);
    if (key === 'addresses' && Array.isArray(value)) return `addresses x ${value.length}`;
    if (typeof value === 'string') {
      return [...names].reduce((text, [from, to]) => text.replaceAll(from, to), value);
    }
    if (Array.isArray(value)) {
      const items = value.filter((item) => !isTokenMount(item)).map((item) => visit(item, ''));
      return sorted(items);
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value)
      .filter(([inner]) => !isTool(inner))
      .map(([inner, content]) => [inner, visit(content, inner)] as const)
      .filter(([inner, content]) => inner !== 'annotations' || !isEmpty(content))
      .filter(
        ([inner, content]) => !['volumes', 'volumeMounts'].includes(inner) || !isEmpty(content),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries);
  };
  return visit(object, '');
}

/** Order says nothing in what is compared here (ports, conditions, endpoints, tolerations). */
function sorted(items: unknown[]): unknown[] {
  return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Every object of the kind, normalized and sorted; equal clusters give equal lists. */
export function normalizeAll(objects: KubeObject[], kind: string): unknown[] {
  const names = new Map<string, string>();
  const byLength = objects.toSorted((a, b) => b.metadata.name.length - a.metadata.name.length);
  for (const object of byLength) {
    const base = baseName(object);
    if (base !== object.metadata.name) names.set(object.metadata.name, base);
  }
  const wanted = objects.filter((object) => object.kind === kind);
  return sorted(wanted.map((object) => normalize(object, names)));
}
