/** The embedded cluster as its administrator changes it, behind everybody's back. */
import type { Demo } from '../../../src/playground/demo.ts';
import { ask } from '../../playground/cluster/fixtures.ts';

export interface Plain {
  metadata: { name: string; namespace: string; annotations?: Record<string, string> };
  [field: string]: unknown;
}

export interface Cluster {
  get(path: string): Promise<Plain>;
  /** A merge patch; undone by `restore`. */
  patch(path: string, change: object): Promise<void>;
  /** The same object anew, under another uid. */
  recreate(path: string): Promise<void>;
  /** No endpoint of the Service is ready any more. */
  silence(namespace: string, service: string): Promise<void>;
  /** As everything was when it was first touched. */
  restore(): Promise<void>;
}

export const paths = {
  ingress: '/apis/networking.k8s.io/v1/namespaces/shop/ingresses/shop-api-canary',
  route: '/apis/gateway.networking.k8s.io/v1/namespaces/shop-gateway/httproutes/shop',
  traefik: '/apis/traefik.io/v1alpha1/namespaces/shop-traefik/traefikservices/api',
  alb: '/apis/networking.k8s.io/v1/namespaces/shop-alb/ingresses/shop',
  canary: '/api/v1/namespaces/shop/services/api-canary',
} as const;

export function clusterOf({ api }: Demo): Cluster {
  const before = new Map<string, Plain>();

  async function call(path: string, asked: Parameters<typeof ask>[2] = {}): Promise<Plain> {
    const answer = await ask(api, path, asked);
    if (!answer.ok) throw new Error(`${asked.method ?? 'GET'} ${path}: ${await answer.text()}`);
    return (await answer.json()) as Plain;
  }
  async function renew(path: string, { metadata, ...object }: Plain): Promise<void> {
    const { name, namespace, annotations = {} } = metadata;
    await call(path, { method: 'DELETE' });
    const body = { ...object, metadata: { name, namespace, annotations } };
    await call(path.replace(/\/[^/]+$/, ''), { method: 'POST', body });
  }
  const cluster: Cluster = {
    get: (path) => call(path),
    async patch(path, body) {
      if (!before.has(path)) before.set(path, await call(path));
      await call(path, { method: 'PATCH', contentType: 'application/merge-patch+json', body });
    },
    async recreate(path) {
      await renew(path, await call(path));
    },
    silence: (namespace, service) =>
      cluster.patch(`/api/v1/namespaces/${namespace}/services/${service}`, {
        spec: { selector: { app: 'nobody' } },
      }),
    async restore() {
      for (const [path, { metadata, spec }] of before) {
        const { ownerReferences = null, labels = null } = metadata as Record<string, unknown>;
        const { annotations = {} } = metadata;
        const now = (await call(path)).metadata.annotations ?? {};
        const gone = Object.keys(now).filter((key) => !Object.hasOwn(annotations, key));
        const back = { ...annotations, ...Object.fromEntries(gone.map((key) => [key, null])) };
        const body = { metadata: { ownerReferences, labels, annotations: back }, spec };
        await call(path, { method: 'PATCH', contentType: 'application/merge-patch+json', body });
      }
      before.clear();
    },
  };
  return cluster;
}
