/** Ingresses with their backends and controllers, each through our own schema, and a check run on them. */
import type { Check, Finding } from '../../src/checks/check.ts';
import type { SourceName } from '../../src/checks/sources/source.ts';
import type { RuleTarget } from '../../src/checks/target.ts';
import { parseAsk } from '../../src/network/routes/ask.ts';
import { Deployment } from '../../src/objects/deployment.ts';
import { GatewayClass } from '../../src/objects/gateway-class.ts';
import { Ingress } from '../../src/objects/ingress.ts';
import { IngressClass } from '../../src/objects/ingress-class.ts';
import { pod, service } from '../network/objects.ts';
import { told, verdict } from './verdict.ts';

type Fields = Record<string, unknown>;

function backendOf(text: string) {
  const [name, port = ''] = text.split(':');
  const number = Number(port);
  return { service: { name, port: Number.isNaN(number) ? { name: port } : { number } } };
}

export interface Words {
  name?: string;
  annotations?: Record<string, string>;
  created?: string;
  /** '' takes every host. */
  host?: string;
  pathType?: string;
  /** Path to backend, such as `{ '/api': 'api:80' }`. */
  paths?: Readonly<Record<string, string>>;
  spec?: Fields;
  addresses?: readonly string[];
}

export function ingress(words: Words = {}): Ingress {
  const { name = 'shop', host = 'shop.example.com', paths = { '/': 'web:80' } } = words;
  const { pathType = 'Prefix', addresses = ['198.51.100.1'] } = words;
  const http = {
    paths: Object.entries(paths).map(([path, backend]) => ({
      path,
      pathType,
      backend: backendOf(backend),
    })),
  };
  return Ingress.parse({
    metadata: {
      name,
      namespace: 'shop',
      annotations: words.annotations ?? {},
      creationTimestamp: words.created ?? '2026-01-01T00:00:00Z',
    },
    spec: {
      ingressClassName: 'nginx',
      rules: [{ ...(host !== '' && { host }), http }],
      ...words.spec,
    },
    status: { loadBalancer: { ingress: addresses.map((ip) => ({ ip })) } },
  });
}

export const ingressClass = (name: string, controller: string, annotations: Fields = {}) =>
  IngressClass.parse({ metadata: { name, annotations }, spec: { controller } });

export const nginx = ingressClass('nginx', 'k8s.io/ingress-nginx');
export const traefik = ingressClass('traefik', 'traefik.io/ingress-controller');

export const envoyClass = GatewayClass.parse({
  metadata: { name: 'envoy' },
  spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
});

export const serviceOf = (name: string, ports: readonly Fields[], spec: Fields = {}) =>
  service({ ports, ...spec }, { metadata: { name, namespace: 'shop' } });

const crashed = {
  name: 'controller',
  ready: false,
  restartCount: 7,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
};

export function controllerPod(args: readonly string[] = [], isWell = true) {
  return pod({
    name: isWell ? 'controller-1' : 'controller-2',
    metadata: { namespace: 'ingress-nginx' },
    spec: { containers: [{ name: 'controller', args }] },
    ...(!isWell && {
      conditions: [{ type: 'Ready', status: 'False' }],
      containers: [crashed],
    }),
  });
}

export const controllerDeployment = (replicas: number): Deployment =>
  Deployment.parse({
    metadata: { name: 'controller', namespace: 'ingress-nginx' },
    spec: { replicas, selector: {}, template: { spec: {} } },
    status: {},
  });

/** A host or URL, or `ingress/shop` and the like, in namespace shop. */
function targetOf(text: string): RuleTarget {
  const [, kind, name = ''] = /^(ingress|httproute|ingressroute)\/([a-z-]+)$/.exec(text) ?? [];
  if (kind !== 'ingress' && kind !== 'httproute' && kind !== 'ingressroute') {
    return { kind: 'url', ask: parseAsk({ url: text }) };
  }
  return { kind, name, namespace: 'shop' };
}

/** @param unread sources that nobody may read */
export const judged = (
  check: Check,
  given: Parameters<typeof verdict>[1],
  asked = 'ingress/shop',
  unread: readonly SourceName[] = [],
): Finding => verdict(check, given, { rules: targetOf(asked) }, unread);

export const summaryOf = (...args: Parameters<typeof judged>): string => told(judged(...args));
