/** Worlds for audit rules: objects through our own schemas, and what a rule says of them. */
import { type Assessed, assess } from '../../../src/checks/audit/assess.ts';
import type { AuditFacts, PartName, Rule, World } from '../../../src/checks/audit/rule.ts';
import { nothing } from '../../../src/checks/sources/source.ts';
import { Deployment } from '../../../src/objects/deployment.ts';
import { Ingress } from '../../../src/objects/ingress.ts';
import { IngressClass } from '../../../src/objects/ingress-class.ts';
import { NetworkPolicy } from '../../../src/objects/network-policy.ts';
import type { Pod } from '../../../src/objects/pod.ts';
import type { Service } from '../../../src/objects/service.ts';
import { StatefulSet } from '../../../src/objects/stateful-set.ts';
import { pod, service } from '../../network/objects.ts';

const none: AuditFacts = {
  services: nothing,
  pods: nothing,
  deployments: nothing,
  statefulSets: nothing,
  ingresses: nothing,
  ingressClasses: nothing,
  policies: nothing,
  extensions: nothing,
  nodes: nothing,
  dnsPods: nothing,
  dnsDeployments: nothing,
};

export function factsOf(parts: Partial<World>): AuditFacts {
  const given = Object.entries(parts).map(([name, all]) => [name, { ...nothing, all }]);
  return { ...none, ...Object.fromEntries(given) };
}

export function assessOne(rule: Rule, facts: AuditFacts): Assessed {
  const [assessed] = assess([rule], facts);
  if (!assessed) throw new Error('one rule has one answer');
  return assessed;
}

/** `medium service shop/api: has …`, or the status where nothing was found. */
export function say(rule: Rule, parts: Partial<World>): string[] {
  const assessed = assessOne(rule, factsOf({ ingressClasses: classes, ...parts }));
  if (assessed.status !== 'findings') return [assessed.status];
  return assessed.findings.map(
    ({ severity, object, summary }) => `${severity} ${object}: ${summary}`,
  );
}

export function withPart(
  facts: AuditFacts,
  name: PartName,
  more: Partial<AuditFacts[PartName]>,
): AuditFacts {
  return { ...facts, [name]: { ...facts[name], ...more } };
}

const ingressClass = (name: string, controller: string): IngressClass =>
  IngressClass.parse({ metadata: { name }, spec: { controller } });

export const classes: IngressClass[] = [
  ingressClass('nginx', 'k8s.io/ingress-nginx'),
  ingressClass('inside', 'k8s.io/internal-ingress-nginx'),
  ingressClass('f5', 'nginx.org/ingress-controller'),
  ingressClass('traefik', 'traefik.io/ingress-controller'),
  ingressClass('alb', 'ingress.k8s.aws/alb'),
  ingressClass('gce', 'k8s.io/ingress-gce'),
  ingressClass('other', 'example.com/ingress'),
];

interface IngressWords {
  name?: string;
  className?: string;
  annotations?: object;
  /** undefined: one rule without a host. */
  host?: string | undefined;
  tls?: object[];
  backend?: object;
}

/** Sends to Service `api`. */
export function ingress(words: IngressWords = {}): Ingress {
  const { name = 'web', className = 'nginx', annotations, tls, backend } = words;
  const host = 'host' in words ? words.host : 'shop.example.com';
  const service = backend ?? { name: 'api', port: { number: 80 } };
  return Ingress.parse({
    metadata: { name, namespace: 'shop', annotations },
    spec: {
      ...(className !== '' && { ingressClassName: className }),
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service } }] } }],
      tls,
    },
  });
}

export const nginx = (settings: Record<string, string>): object =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]),
  );
export const alb = (settings: Record<string, string>): object =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value]),
  );

export const annotated = (annotations: object, spec: object = {}, name = 'api'): Service =>
  service(spec, { metadata: { name, namespace: 'shop', annotations } });
export const named = (name: string, spec: object = {}): Service =>
  service(spec, { metadata: { name, namespace: 'shop' } });

/** Of a Deployment by default. */
export function ownedPod(
  name: string,
  spec: Record<string, unknown> = {},
  owner = 'ReplicaSet api-1',
): Pod {
  const [kind = '', by = ''] = owner.split(' ');
  const owners = owner === '' ? [] : [{ kind, name: by, uid: 'u', controller: true }];
  const labels = { app: 'api', 'pod-template-hash': '1' };
  return pod({ name, metadata: { labels, ownerReferences: owners }, spec });
}

const workload = { selector: {}, template: { spec: { containers: [] } } };

export const deployment = (name: string, replicas: number, namespace = 'shop'): Deployment =>
  Deployment.parse({ metadata: { name, namespace }, spec: { ...workload, replicas } });
export const statefulSet = (name: string, replicas: number): StatefulSet =>
  StatefulSet.parse({ metadata: { name, namespace: 'shop' }, spec: { ...workload, replicas } });
export const policy = (namespace: string): NetworkPolicy =>
  NetworkPolicy.parse({ metadata: { name: 'allow', namespace } });
