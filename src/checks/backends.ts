/** The checks of the Services behind an Ingress or route: the part of their list that needs no more. */

import { isSelected } from '../network/near-miss.ts';
import { portOf } from '../network/reach.ts';
import type { RouteBackend } from '../network/routes/route.ts';
import { hasSelector } from '../network/service-facts.ts';
import type { Check } from './check.ts';
import { type Judged, judge } from './judge.ts';
import { judgedServicesOf, type ServiceName } from './rule-services.ts';
import { type RuleSubject, subjectIn } from './rule-subject.ts';
import { mostPods } from './sources/rules.ts';
import type { Facts, Found, SourceName } from './sources/source.ts';
import type { Target } from './target.ts';

/** What they rest on, beside what tells the subject. */
export const backendSources = ['backendServices', 'backendSlices', 'backendPods'] as const;

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
  const own = factsOf(facts, backend);
  // `ingress-backend-exists` says so.
  if (own.service && own.service.gaps.length === 0 && own.service.all.length === 0) return [];
  const port = portFor(parts, own);
  const target: Target = { name, namespace, clusterDomain, ...(port !== undefined && { port }) };
  const isIdle = parts.every(({ share, fallsBack }) => share === 0 || fallsBack);
  const of = `${namespace}/${name}`;
  return judge(checks, own, target).map((one) => ({
    ...(isIdle ? milder(one) : one),
    ...quiet,
    of,
  }));
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

const unasked: Found<never> = {
  all: [],
  gaps: [{ reason: 'unreachable', message: 'not asked for' }],
  isCut: false,
};

/** What is only for the backend's own check was not read, which is no proof that there is none. */
const leftOut = [
  'podEvents',
  'nodes',
  'neighbours',
  'strangers',
  'deployments',
  'statefulSets',
] as const satisfies readonly SourceName[];

function factsOf(facts: Facts, { namespace, name }: ServiceName): Facts {
  const isIn = (one: { metadata: { namespace: string } }) => one.metadata.namespace === namespace;
  const service =
    facts.backendServices &&
    narrowed(facts.backendServices, (one) => isIn(one) && one.metadata.name === name);
  const [found] = service?.all ?? [];
  const slices =
    facts.backendSlices &&
    narrowed(
      facts.backendSlices,
      (one) => isIn(one) && one.metadata.labels['kubernetes.io/service-name'] === name,
    );
  const pods =
    facts.backendPods &&
    narrowed(
      facts.backendPods,
      (one) => found !== undefined && isIn(one) && hasSelector(found) && isSelected(found, one),
    );
  return {
    ...(service && { service }),
    ...(slices && { slices }),
    // Which of the backends has more pods than were read shows in how many it has.
    ...(pods && { pods: { ...pods, isCut: pods.isCut && pods.all.length >= mostPods } }),
    ...Object.fromEntries(leftOut.map((source) => [source, unasked])),
  };
}

const narrowed = <T>(found: Found<T>, isWanted: (item: T) => boolean): Found<T> => ({
  ...found,
  all: found.all.filter(isWanted),
});
