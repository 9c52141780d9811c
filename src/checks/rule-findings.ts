/** What findings about Ingresses and routes have in common. */
import type { RouteBackend, RouteObjects } from '../network/routes/route.ts';
import { code } from '../report.ts';
import type { Evidence, Finding } from './check.ts';
import { skipped, unknown } from './findings.ts';
import { type RuleObject, ruleKinds } from './rule.ts';
import { objectsIn, type RuleSubject, type RuleView, subjectIn } from './rule-subject.ts';
import type { RuleKind, Target } from './target.ts';

const listsOf = {
  ingress: 'ingresses',
  ingressroute: 'ingressRoutes',
  httproute: 'httpRoutes',
} as const;

/** Kinds that may hold what was asked about and that could not be read. */
export function unreadKinds(view: RuleView, { rules }: Target): RuleKind[] {
  if (!rules) return [];
  const asked = rules.kind === 'url' ? (Object.keys(listsOf) as RuleKind[]) : [rules.kind];
  return asked.filter((kind) => {
    const found = view[listsOf[kind]];
    return !found || found.gaps.length > 0;
  });
}

/** Where there is no such Ingress or route, `ingress-exists` says so. */
export function ofRules(
  view: RuleView,
  target: Target,
  check: (subject: RuleSubject, objects: RouteObjects) => Finding,
): Finding {
  if (!target.rules) return skipped('no Ingress or route was asked for');
  const subject = subjectIn(view, target);
  if (subject) return check(subject, objectsIn(view));
  const [unread] = unreadKinds(view, target);
  return unread
    ? unknown(`not known: ${ruleKinds[unread].one}s could not be read`)
    : skipped('there is no Ingress or route to look at');
}

/** `ingress shop/shop-ingress`, the object of an evidence. */
export const ruleEvidence = (
  { kind, object }: RuleObject,
  field: string,
  value: string,
): Evidence => ({
  object: `${ruleKinds[kind].resource} ${object.metadata.namespace}/${object.metadata.name}`,
  field,
  value,
});

/** `kubectl get ingress shop-ingress -n shop -o yaml` */
export function showRules({ kind, object }: RuleObject): string {
  const { namespace, name } = object.metadata;
  return `kubectl get ${ruleKinds[kind].resource} ${name} -n ${namespace} -o yaml`;
}

/** `shop/api`, with backticks. */
export const backendName = ({ namespace, name }: Pick<RouteBackend, 'namespace' | 'name'>) =>
  code(`${namespace}/${name}`);

/** Rules that send to it: host and path, the first few. */
export function rulesTo(
  { ways }: RuleSubject,
  wanted: Pick<RouteBackend, 'namespace' | 'name' | 'port'>,
): string[] {
  return ways
    .filter(({ split }) =>
      split.some(
        ({ namespace, name, port }) =>
          namespace === wanted.namespace && name === wanted.name && port === wanted.port,
      ),
    )
    .map(({ rule }) => rule);
}

/** No request depends on it: it has no share, others take over, or its rule gets nothing. */
export function isIdle(
  { ways }: RuleSubject,
  { namespace, name, port }: Pick<RouteBackend, 'namespace' | 'name' | 'port'>,
): boolean {
  const parts = ways.flatMap((way) =>
    way.split
      .filter((one) => one.namespace === namespace && one.name === name && one.port === port)
      .map((one) => ({ one, way })),
  );
  return parts.every(
    ({ one, way }) => one.share === 0 || one.fallsBack || (way.isDefault && !way.wins),
  );
}
