/**
 * Many Services with their endpoints, stored as the controllers would have left them, for benchmarks:
 * nothing is computed that could be written down.
 */
import type { Resources } from './resources.ts';
import type { KubeObject, Storage } from './storage.ts';

export interface BulkOptions {
  services: number;
  endpointsPerService: number;
  /** Services share a namespace up to this many. */
  servicesPerNamespace?: number;
}

const perSlice = 100;
const zones = ['zone-a', 'zone-a', 'zone-b'];
const since = '2026-01-01T00:00:00Z';

/** Distinct for the lifetime of a storage that only one bulk goes into. */
const uid = (kind: number, index: number) =>
  `00000000-0000-4000-a${kind.toString().padStart(3, '0')}-${index.toString(16).padStart(12, '0')}`;

const padded = (index: number) => String(index).padStart(5, '0');
const podAddress = (index: number) =>
  `10.${128 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
const clusterAddress = (index: number) => `10.112.${(index >> 8) & 255}.${index & 255}`;

interface Place {
  name: string;
  namespace: string;
  index: number;
}

function service({ name, namespace, index }: Place): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, uid: uid(1, index), creationTimestamp: since },
    spec: {
      clusterIP: clusterAddress(index),
      clusterIPs: [clusterAddress(index)],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
      selector: { app: name },
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  };
}

const conditions = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({
  type,
  status: 'True',
  lastProbeTime: null,
  lastTransitionTime: since,
}));

function pod({ name, namespace }: Place, index: number, at: number): KubeObject {
  const ip = podAddress(index);
  const image = 'example.com/bulk:1';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${padded(at)}`,
      namespace,
      uid: uid(2, index),
      creationTimestamp: since,
      generation: 1,
      labels: { app: name },
    },
    spec: {
      nodeName: `node-${(index % zones.length) + 1}`,
      containers: [
        { name: 'app', image, ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] },
      ],
    },
    status: {
      phase: 'Running',
      conditions,
      podIP: ip,
      podIPs: [{ ip }],
      startTime: since,
      containerStatuses: [
        {
          name: 'app',
          image,
          ready: true,
          started: true,
          restartCount: 0,
          state: {},
          lastState: {},
        },
      ],
    },
  };
}

function endpoint(place: Place, index: number, at: number) {
  return {
    addresses: [podAddress(index)],
    conditions: { ready: true, serving: true, terminating: false },
    nodeName: `node-${(index % zones.length) + 1}`,
    targetRef: {
      kind: 'Pod',
      name: `${place.name}-${padded(at)}`,
      namespace: place.namespace,
      uid: uid(2, index),
    },
    zone: zones[index % zones.length],
  };
}

function slice(place: Place, from: number, count: number, number: number): KubeObject {
  const { name, namespace, index } = place;
  const first = index * count + from;
  const size = Math.min(perSlice, count - from);
  const owner = { apiVersion: 'v1', kind: 'Service', name, uid: uid(1, index) };
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-${padded(number)}`,
      namespace,
      generation: 1,
      creationTimestamp: since,
      uid: uid(3, index * Math.ceil(count / perSlice) + number),
      labels: {
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
      },
      ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
    },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    endpoints: Array.from({ length: size }, (_, at) => endpoint(place, first + at, from + at)),
  };
}

function namespaceObject(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

/** Services `bulk-00000` on, in namespaces `bulk-00000` on. Their nodes are the shop's three. */
export function addShops(storage: Storage, resources: Resources, options: BulkOptions): void {
  const { services, endpointsPerService: count, servicesPerNamespace = 100 } = options;
  const store = (object: KubeObject) => storage.create(resources.of(object), object);
  for (let index = 0; index < services; index += 1) {
    const namespace = `bulk-${padded(Math.floor(index / servicesPerNamespace))}`;
    if (index % servicesPerNamespace === 0) store(namespaceObject(namespace));
    const place = { name: `bulk-${padded(index)}`, namespace, index };
    store(service(place));
    for (let at = 0; at < count; at += 1) store(pod(place, index * count + at, at));
    for (let from = 0; from < count; from += perSlice) {
      store(slice(place, from, count, from / perSlice));
    }
  }
}
