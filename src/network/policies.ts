/**
 * What NetworkPolicies (networking.k8s.io/v1) say about one connection to one pod. Both ends count:
 * egress policies of the source's namespace and ingress policies of the destination's.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 *
 * They say nothing of traffic from and to nodes, or of policies in another language: all of that is
 * "not evaluated", never allowed or denied. A network plugin that does not know them ignores them.
 */
import { code } from '../report.ts';
import { type MissingRule, missingRule, named } from './policy-missing.ts';
import type { Side, Traffic } from './policy-sides.ts';
import { all, isDoubt, type Truth } from './policy-truth.ts';
import { type Direction, type PolicyWorld, wayOf } from './policy-ways.ts';
import { nameOf, selfWords, why } from './policy-words.ts';

export type PolicyVerdict = 'allowed' | 'denied' | 'not-evaluated';

export interface PolicyAnswer {
  verdict: PolicyVerdict;
  /** What NetworkPolicies alone say; another than the verdict only where there are extensions. */
  plain: PolicyVerdict;
  /** One or two sentences. */
  why: string;
  /** Policies that certainly isolate an end, as `namespace/name`; they may let this one pass. */
  isolating: { direction: Direction; policy: string }[];
  /** One for every direction that is closed, unless the other end has no address that is known. */
  missing: MissingRule[];
}

export function judgeTraffic(traffic: Traffic, world: PolicyWorld): PolicyAnswer {
  return withExtensions(plainAnswer(traffic, world), world);
}

function plainAnswer(traffic: Traffic, world: PolicyWorld): PolicyAnswer {
  if (isSelf(traffic)) return answer('allowed', selfWords);
  const ways = (['egress', 'ingress'] as const).map((one) => wayOf(one, traffic, world));
  const taken = new Set(world.policies.map(nameOf));
  return {
    ...answer(verdictOf(all(ways.map(({ isOpen }) => isOpen))), why(ways, traffic)),
    isolating: ways.flatMap(({ direction, isolating }) =>
      isolating.map((policy) => ({ direction, policy: nameOf(policy) })),
    ),
    missing: ways
      .filter(({ isOpen, other }) => isOpen === false && isNameable(other))
      .map((way) => named(missingRule(way, traffic), taken)),
  };
}

const isNameable = ({ pod, addresses }: Side) => pod !== undefined || addresses.length > 0;

function answer(verdict: PolicyVerdict, words: string): PolicyAnswer {
  return { verdict, plain: verdict, why: words, isolating: [], missing: [] };
}

function verdictOf(open: Truth): PolicyVerdict {
  if (isDoubt(open)) return 'not-evaluated';
  return open ? 'allowed' : 'denied';
}

/** "A Pod cannot block access to itself" (concepts, introduction). */
function isSelf({ from, to }: Traffic): boolean {
  if (from.kind !== 'pod' || to.kind !== 'pod') return false;
  const [a, b] = [from.pod.metadata, to.pod.metadata];
  return a.namespace === b.namespace && a.name === b.name;
}

/** They may let pass what NetworkPolicies close, and the other way round. */
function withExtensions(plain: PolicyAnswer, { extensions = [] }: PolicyWorld): PolicyAnswer {
  if (extensions.length === 0) return plain;
  const some = extensions.slice(0, 3).map(({ kind, name }) => code(`${kind} ${name}`));
  const more = extensions.length > 3 ? ` and ${extensions.length - 3} more` : '';
  const said = { allowed: 'allowed', denied: 'denied', 'not-evaluated': 'not known' }[plain.plain];
  return {
    ...plain,
    verdict: 'not-evaluated',
    why:
      `Not evaluated: ${some.join(', ')}${more} may decide otherwise. ` +
      `By NetworkPolicies alone: ${said}. ${plain.why}`,
  };
}
