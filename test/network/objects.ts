/** Objects as the API server would send them, each through our own schema. */
import { EndpointSlice } from '../../src/objects/endpoint-slice.ts';
import { Event } from '../../src/objects/event.ts';
import { Pod } from '../../src/objects/pod.ts';
import { Service } from '../../src/objects/service.ts';

type Fields = Record<string, unknown>;

export function service(spec: object = {}, more: object = {}): Service {
  return Service.parse({
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      clusterIP: '10.96.0.7',
      clusterIPs: ['10.96.0.7'],
      selector: { app: 'api' },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
      ...spec,
    },
    ...more,
  });
}

export function slice(endpoints: unknown, more: object = {}): EndpointSlice {
  return EndpointSlice.parse({
    metadata: { name: 'api-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'api' } },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    endpoints,
    ...more,
  });
}

interface EndpointWords {
  uid?: string;
  ready?: boolean | null;
  serving?: boolean | null;
  terminating?: boolean | null;
}

/** The endpoint of a pod. */
export function endpoint(pod: string, address: string, words: EndpointWords = {}): Fields {
  const { uid = `uid-${pod}`, ready = true, serving = ready, terminating = false } = words;
  return {
    addresses: [address],
    conditions: { ready, serving, terminating },
    targetRef: { kind: 'Pod', namespace: 'shop', name: pod, uid },
    nodeName: 'node-1',
    zone: 'zone-a',
  };
}

interface PodWords {
  name?: string;
  metadata?: Fields;
  spec?: Fields;
  status?: Fields;
  conditions?: Fields[];
  containers?: Fields[];
  init?: Fields[];
}

/** A pod that is well, but for what is given. */
export function pod(words: PodWords = {}): Pod {
  const { name = 'api-1', metadata, spec, status, conditions, containers, init = [] } = words;
  return Pod.parse({
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      labels: { app: 'api' },
      ...metadata,
    },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'app', ports: [{ name: 'http', containerPort: 8080 }] }],
      ...spec,
    },
    status: {
      phase: 'Running',
      podIPs: [{ ip: '10.244.0.1' }],
      conditions: conditions ?? [{ type: 'Ready', status: 'True' }],
      containerStatuses: containers ?? [running()],
      initContainerStatuses: init,
      ...status,
    },
  });
}

export const running = (more: Fields = {}): Fields => ({
  name: 'app',
  ready: true,
  started: true,
  state: { running: { startedAt: '2026-03-01T10:00:00Z' } },
  ...more,
});

export const waiting = (reason: string, message?: string, more: Fields = {}): Fields => ({
  name: 'app',
  ready: false,
  state: { waiting: { reason, ...(message !== undefined && { message }) } },
  ...more,
});

export const notReady = (reason?: string, message?: string): Fields => ({
  type: 'Ready',
  status: 'False',
  ...(reason !== undefined && { reason }),
  ...(message !== undefined && { message }),
});

export function unhealthy(message: string, more: Fields = {}): Event {
  return Event.parse({
    metadata: { name: 'api-1.1', namespace: 'shop' },
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'api-1', uid: 'uid-api-1' },
    type: 'Warning',
    reason: 'Unhealthy',
    message,
    lastTimestamp: '2026-03-01T10:00:00Z',
    ...more,
  });
}
