/** The checks of the Services behind an Ingress or route: the part of their list that needs no more. */

import { portOf } from '../network/reach.ts';
import type { RouteBackend } from '../network/routes/route.ts';
import { backendFacts } from './backend-facts.ts';
import type { Check } from './check.ts';
import { type Judged, judge } from './judge.ts';
import { senderOf, senderPod } from './rule-sender.ts';
import { judgedServicesOf, type ServiceName } from './rule-services.ts';
import { type RuleSubject, subjectIn } from './rule-subject.ts';
import type { Facts } from './sources/source.ts';
import type { Target } from './target.ts';

/** What they rest on, beside what tells the subject. */
export const backendSources = [
  'backendServices',
  'backendSlices',
  'backendPods',
  'backendPolicies',
  'ruleNamespaces',
  'controllerPods',
  'gatewayPods',
  'senderNamespaces',
  'senderPolicies',
  'wayExtensions',
] as const;

/** A finding of a backend's own list. */
export type BackendJudged = Judged & { of: string };

export function judgeBackends(
  checks: readonly Check[],
  facts: Facts,
  target: Target,
): BackendJudged[] {
  const subject = subjectIn(facts, target);
  if (!subject) return [];
  return judgedServicesOf(subject).flatMap((backend) =>
    judgeOne(checks, facts, { target, subject, backend }),
  );
}

interface Asked {
  target: Target;
  subject: RuleSubject;
  backend: ServiceName;
}

function judgeOne(
  checks: readonly Check[],
  facts: Facts,
  { target: { clusterDomain }, subject, backend }: Asked,
): BackendJudged[] {
  const { namespace, name } = backend;
  const isIt = (one: RouteBackend) =>
    one.kind === 'Service' && one.namespace === namespace && one.name === name;
  const parts = subject.backends.filter(isIt);
  const own = backendFacts(facts, backend, senderPod(subject, facts));
  // `ingress-backend-exists` says so.
  if (own.service && own.service.gaps.length === 0 && own.service.all.length === 0) return [];
  const port = portFor(parts, own);
  const from = senderOf(subject, facts);
  const target: Target = {
    name,
    namespace,
    clusterDomain,
    ...(port !== undefined && { port }),
    ...(from && { from }),
  };
  const of = `${namespace}/${name}`;
  return judge(checks, own, target).map((one) => ({
    ...(isHarmless(one, parts) ? milder(one) : one),
    ...quiet,
    of,
  }));
}

/** Others take over from endpoints that are not ready; what a policy closes is ready all the same. */
function isHarmless({ check }: Judged, parts: readonly RouteBackend[]): boolean {
  const isMissed = check.id === 'policy-allows-traffic';
  return parts.every(({ share, fallsBack }) => share === 0 || (fallsBack && !isMissed));
}

/** Its button asks for the whole list, which says what this one goes without. */
const quiet = { without: [] };

/** Nobody is sent there, or the others take over. */
function milder(one: Judged): Judged {
  return one.status === 'problem' ? { ...one, status: 'warning' } : one;
}

/** Only one that the Service has: `ingress-backend-port-exists` tells of the others. */
function portFor(parts: readonly RouteBackend[], { service }: Facts): string | undefined {
  const [found] = service?.all ?? [];
  const ports = parts.map((part) => (found ? portOf(part, found)?.port : undefined));
  const [port, ...others] = [...new Set(ports)];
  return port === undefined || others.length > 0 ? undefined : String(port);
}
