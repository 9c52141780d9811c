/** The first round trip of `trace`: all kinds of rules, the load balancers, and what stayed open. */
import type { Cluster } from '../cluster/cluster.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { Kind } from '../objects/registry.ts';
import type { NotEvaluated } from '../report.ts';
import { type Gap, gapsOf, type Query, type Snapshot } from '../snapshot.ts';
import { elsewhere, hasUnreadGateway, partlyRead } from './trace-partly.ts';
import { notEvaluated, unreadable } from './unreadable.ts';

export type Rules = Omit<Snapshot, 'objects'> & {
  objects: Snapshot['objects'] & RouteObjects;
  /** A kind that holds rules could not be read. */
  isPartial: boolean;
};

const mostLoadBalancers = 200;

/** Without one of these something may take the request that we do not see. */
const ruleKinds = ['ingresses', 'httproutes', 'ingressroutes'] as const;
const whole = ['ingressclasses', 'gatewayclasses'] as const;

/**
 * A route may lean on objects of other namespaces (its Gateway, the grant of a backend's namespace), so
 * `-n` narrows only what holds rules. Asked twice, because an account may read its own namespace alone.
 */
export async function readRules(cluster: Cluster, namespace: string | undefined): Promise<Rules> {
  const where = namespace === undefined ? {} : { namespace };
  const queries: Query[] = [
    ...ruleKinds.map((kind) => ({ kind, ...where })),
    ...elsewhere.map((kind) => ({ kind, ...where })),
    ...(namespace === undefined ? [] : elsewhere.map((kind) => ({ kind }))),
    ...whole.map((kind) => ({ kind })),
    { kind: 'services', fields: 'spec.type=LoadBalancer', limit: mostLoadBalancers },
  ];
  const snapshot = await cluster.read(queries);
  const open = ruleKinds.flatMap((kind) => gapsThatMatter(snapshot, kind));
  const objects = { ...snapshot.objects, partly: partlyRead(snapshot.gaps, namespace) };
  if (!ruleKinds.some((kind) => snapshot.objects[kind])) {
    throw unreadable(open, 'Ingresses and routes');
  }
  return { ...snapshot, objects, isPartial: open.length > 0 || hasUnreadGateway(objects) };
}

/** A kind that the cluster does not know has no objects: nothing is missing. */
function gapsThatMatter({ gaps }: Pick<Snapshot, 'gaps'>, kind: Kind): Gap[] {
  return gaps.filter(({ query, reason }) => query.kind === kind && reason !== 'not-installed');
}

const names: Partial<Record<Kind, string>> = {
  ingresses: 'Ingresses',
  ingressclasses: 'which controller serves which class (IngressClasses)',
  httproutes: 'HTTPRoutes',
  gateways: 'Gateways of other namespaces',
  gatewayclasses: 'which controller serves which Gateway (GatewayClasses)',
  ingressroutes: 'Traefik’s IngressRoutes',
  traefikservices: 'Traefik’s TraefikServices',
};

export function ruleGaps(rules: Pick<Snapshot, 'gaps'>): NotEvaluated[] {
  return Object.entries(names).flatMap(([kind, what]) =>
    notEvaluated(gapsThatMatter(rules, kind as Kind), what),
  );
}

/** Backends that could not be read are part of the answer itself; the door is an extra. */
export function doorGaps({ gaps, truncated }: Snapshot, second: Snapshot): NotEvaluated[] {
  const cut = truncated.some(({ kind }) => kind === 'services')
    ? [{ what: 'the load balancer', why: 'there are more LoadBalancer Services than are read' }]
    : [];
  const open = gaps.filter(({ query }) => query.kind === 'services');
  return [
    ...notEvaluated(open, 'the load balancer in front'),
    ...cut,
    ...notEvaluated(
      gapsOf(second, 'namespaces'),
      'which namespaces a listener lets in (labels of namespaces)',
    ),
    ...notEvaluated(gapsOf(second, 'pods'), 'the pods of the controller'),
  ];
}

export function backendGaps(second: Snapshot, third: Snapshot): NotEvaluated[] {
  return [
    ...notEvaluated(
      gapsOf(second, 'referencegrants'),
      'whether the backend’s namespace grants its use (ReferenceGrants)',
    ),
    ...notEvaluated(gapsOf(second, 'services'), 'the Services of the backends'),
    ...notEvaluated(gapsOf(second, 'endpointslices'), 'the endpoints'),
    ...notEvaluated(third.gaps, 'why pods are not ready'),
  ];
}
