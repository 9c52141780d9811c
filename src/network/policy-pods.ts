/** What NetworkPolicies say about all the pods behind a Service at once. */
import { code, count } from '../report.ts';
import { judgeTraffic, type PolicyAnswer, type PolicyVerdict } from './policies.ts';
import { type MissingRule, named } from './policy-missing.ts';
import type { PodPeer, Traffic } from './policy-sides.ts';
import type { PolicyWorld } from './policy-ways.ts';

export interface PodsPolicyAnswer {
  /** differs: certainly allowed on one and certainly denied on another. */
  verdict: PolicyVerdict | 'differs';
  why: string;
  /** Names of the pods, as `namespace/name`. */
  allowed: string[];
  denied: string[];
  notEvaluated: string[];
  isolating: PolicyAnswer['isolating'];
  /** Without repetition, though many pods may miss the same. */
  missing: MissingRule[];
}

export function judgePods(
  traffic: Omit<Traffic, 'to'>,
  pods: readonly PodPeer[],
  world: PolicyWorld,
): PodsPolicyAnswer {
  const judged = pods.map((to) => ({
    pod: `${to.pod.metadata.namespace}/${to.pod.metadata.name}`,
    ...judgeTraffic({ ...traffic, to }, world),
  }));
  const namesOf = (verdict: PolicyVerdict) =>
    judged.filter((one) => one.verdict === verdict).map(({ pod }) => pod);
  const groups = {
    allowed: namesOf('allowed'),
    denied: namesOf('denied'),
    notEvaluated: namesOf('not-evaluated'),
  };
  const isolating = judged.flatMap((one) => one.isolating);
  const missing = judged.flatMap((one) => one.missing);
  return {
    ...groups,
    verdict: verdictOf(groups),
    why: wordsOf(judged, groups),
    isolating: distinct(isolating, ({ direction, policy }) => `${direction} ${policy}`),
    missing: namedApart(distinct(missing, specText)),
  };
}

/** Names may be of one pod where the rule is for all. */
const specText = ({ policyNamespace, policy }: MissingRule) =>
  `${policyNamespace} ${JSON.stringify(policy.spec)}`;

/** Pods of one Service may differ in their labels, so that each needs a rule of its own. */
function namedApart(rules: readonly MissingRule[]): MissingRule[] {
  const taken = new Set<string>();
  return rules.map((rule) => {
    const one = named(rule, taken);
    taken.add(`${one.policyNamespace}/${one.name}`);
    return one;
  });
}

type Groups = Pick<PodsPolicyAnswer, 'allowed' | 'denied' | 'notEvaluated'>;

function verdictOf({ allowed, denied, notEvaluated }: Groups): PodsPolicyAnswer['verdict'] {
  if (allowed.length > 0 && denied.length > 0) return 'differs';
  if (notEvaluated.length > 0) return 'not-evaluated';
  if (denied.length > 0) return 'denied';
  return allowed.length > 0 ? 'allowed' : 'not-evaluated';
}

/** Of pods that fare alike the first one's words stand for all. */
function wordsOf(
  judged: readonly { verdict: PolicyVerdict; why: string }[],
  { allowed, denied, notEvaluated }: Groups,
): string {
  const [first] = judged;
  if (!first) return 'There is no pod to judge.';
  const parts = [
    { verdict: 'denied', pods: denied, words: 'Denied' },
    { verdict: 'not-evaluated', pods: notEvaluated, words: 'Not evaluated' },
    { verdict: 'allowed', pods: allowed, words: 'Allowed' },
  ].filter(({ pods }) => pods.length > 0);
  if (judged.length === 1) return first.why;
  return parts
    .map(({ verdict, pods, words }) => {
      const reason = judged.find((one) => one.verdict === verdict)?.why ?? '';
      const brief = reason.replace(/^Not evaluated: /, '');
      return `${words} on ${podsText(pods, parts.length === 1)}: ${brief}`;
    })
    .join(' ');
}

function podsText(pods: readonly string[], isAll: boolean): string {
  if (isAll) return `all ${count(pods.length, 'pod')}`;
  const some = pods.slice(0, 3).map((name) => code(name));
  return `${some.join(', ')}${pods.length > 3 ? ` and ${pods.length - 3} more` : ''}`;
}

function distinct<T extends object>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const groups = Map.groupBy(items, keyOf);
  return [...groups.values()].flatMap(([first]) => first ?? []);
}
