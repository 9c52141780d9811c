/** The Services that rules send to, and those of them whose own checks follow. */
import { backendOf } from '../network/routes/ingress-entries.ts';
import { isMeantAsCanary, pairsOf } from '../network/routes/ingress-nginx-canaries.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { RuleSubject } from './rule-subject.ts';

export interface ServiceName {
  namespace: string;
  name: string;
}

/** Each is asked for its pods, and takes up to ten lines. */
const mostJudged = 20;

/** The Services among the backends, each once, those with the most traffic first. */
export function servicesOf({ backends }: RuleSubject): ServiceName[] {
  const services = backends
    .filter(({ kind, trouble }) => kind === 'Service' && trouble === undefined)
    .toSorted((a, b) => b.share - a.share);
  const byName = services.map(
    ({ namespace, name }) => [`${namespace}/${name}`, { namespace, name }] as const,
  );
  return [...new Map(byName).values()];
}

/** Those whose endpoints and pods are read. */
export const judgedServicesOf = (subject: RuleSubject): ServiceName[] =>
  servicesOf(subject).slice(0, mostJudged);

export const unjudgedServicesOf = (subject: RuleSubject): ServiceName[] =>
  servicesOf(subject).slice(mostJudged);

/** A canary says nothing of who has the rest of its requests: the Services of its primaries. */
export function primaryServicesOf(subject: RuleSubject, objects: RouteObjects): ServiceName[] {
  if (subject.kind !== 'ingress' || !isMeantAsCanary(subject.object)) return [];
  const backends = pairsOf(subject.object, objects).map(({ primary }) => backendOf(primary));
  return backends
    .filter(({ trouble }) => trouble === undefined)
    .map(({ namespace, name }) => ({ namespace, name }));
}
