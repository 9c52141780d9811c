/**
 * What the suite writes. Nothing here needs a kubelet, a scheduler or a controller to be what the
 * tests say of it: pods that must stay as written are gated and select a node that does not exist.
 */
import type { KubernetesObject } from '@kubernetes/client-node';

export type Written = KubernetesObject & { spec?: unknown; [field: string]: unknown };

const here = (namespace: string, name: string) => ({ metadata: { namespace, name } });
const web = { app: 'web' };

function service(namespace: string, name: string, spec: object): Written {
  return { apiVersion: 'v1', kind: 'Service', ...here(namespace, name), spec };
}

const http = { name: 'http', port: 80, targetPort: 'http' };

/** Every type a Service can have, in front of the Deployment or of nothing. */
export function services(namespace: string): Written[] {
  return [
    service(namespace, 'cluster-ip', { selector: web, ports: [http] }),
    service(namespace, 'headless', { clusterIP: 'None', selector: web, ports: [http] }),
    service(namespace, 'node-port', { type: 'NodePort', selector: web, ports: [http] }),
    service(namespace, 'load-balancer', {
      type: 'LoadBalancer',
      // A class that nobody serves: no cloud makes a balancer, and pays for it.
      loadBalancerClass: 'portolan.test/nobody',
      externalTrafficPolicy: 'Local',
      selector: web,
      ports: [http],
    }),
    service(namespace, 'alias', { type: 'ExternalName', externalName: 'db.example.net' }),
    service(namespace, 'lonely', { selector: { app: 'nobody-has-this' }, ports: [{ port: 80 }] }),
    service(namespace, 'by-hand', { ports: [{ port: 80, targetPort: 8080 }] }),
  ];
}

export const twin = (namespace: string, name: string) =>
  service(namespace, name, { ports: [{ port: 80 }] });

/** Its pods may run, may wait for ever, or may not even exist. */
export function deployment(namespace: string): Written {
  const container = {
    name: 'web',
    image: 'registry.k8s.io/pause:3.10',
    ports: [{ name: 'http', containerPort: 8080 }],
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    ...here(namespace, 'web'),
    spec: {
      replicas: 2,
      selector: { matchLabels: web },
      template: { metadata: { labels: web }, spec: { containers: [container] } },
    },
  };
}

export function idlePod(namespace: string, name: string): Written {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: { app: 'by-hand' } },
    spec: {
      schedulingGates: [{ name: 'portolan.test/never' }],
      nodeSelector: { 'portolan.test/no-such-node': 'true' },
      automountServiceAccountToken: false,
      containers: [{ name: 'app', image: 'registry.k8s.io/pause:3.10' }],
    },
  };
}

export interface HandMade {
  pod: string;
  uid: string;
  ipv4: string;
  conditions: { ready: boolean; serving: boolean; terminating: boolean };
}

/** One slice per family, as a controller of somebody else's would write them. */
export function slices(namespace: string, endpoints: readonly HandMade[]): Written[] {
  return [
    slice(namespace, 'IPv4', endpoints),
    slice(
      namespace,
      'IPv6',
      endpoints.filter(({ conditions }) => conditions.ready),
    ),
  ];
}

function slice(namespace: string, family: 'IPv4' | 'IPv6', items: readonly HandMade[]): Written {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace,
      name: `by-hand-${family.toLowerCase()}`,
      labels: {
        'kubernetes.io/service-name': 'by-hand',
        'endpointslice.kubernetes.io/managed-by': 'portolan-test',
      },
    },
    addressType: family,
    ports: [{ name: '', port: 8080, protocol: 'TCP' }],
    endpoints: items.map(({ pod, uid, ipv4, conditions }) => ({
      addresses: [family === 'IPv4' ? ipv4 : `2001:db8::${ipv4.split('.').at(-1)}`],
      conditions,
      zone: 'zone-of-the-test',
      targetRef: { kind: 'Pod', namespace, name: pod, uid },
    })),
  };
}

/** What a kubelet writes when a readiness probe fails. */
export function probeFailure(namespace: string, pod: string, uid: string): Written {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    apiVersion: 'v1',
    kind: 'Event',
    ...here(namespace, `${pod}.portolan-test`),
    involvedObject: { kind: 'Pod', namespace, name: pod, uid, apiVersion: 'v1' },
    type: 'Warning',
    reason: 'Unhealthy',
    message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    count: 4,
    firstTimestamp: now,
    lastTimestamp: now,
    source: { component: 'kubelet' },
  };
}
