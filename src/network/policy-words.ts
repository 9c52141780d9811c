/** Why policies let a connection pass, or do not: one sentence for each direction that matters. */
import type { NetworkPolicy, NetworkPolicyPort } from '../objects/network-policy.ts';
import { code } from '../report.ts';
import type { Traffic } from './policy-sides.ts';
import { isDoubt } from './policy-truth.ts';
import type { Elsewhere, Way } from './policy-ways.ts';

export const selfWords = 'A pod cannot be kept from itself: NetworkPolicies always allow it.';

export const nameOf = ({ metadata }: NetworkPolicy) => `${metadata.namespace}/${metadata.name}`;

/** What is closed, and what is in doubt; what opens the way where neither is. */
export function why(ways: readonly Way[], traffic: Traffic): string {
  const shut = ways
    .filter(({ isOpen }) => isOpen === false)
    .map((way) => closedWords(way, traffic));
  const doubts = ways.map(({ isOpen }) => isOpen).filter(isDoubt);
  const unsure = doubts.map((one) => `Not evaluated: ${one.doubt}.`);
  const trouble = [...shut, ...unsure].join(' ');
  return trouble || ways.flatMap(openWords).join(' ') || 'No NetworkPolicy is about it.';
}

function closedWords(way: Way, { port, protocol }: Traffic): string {
  const { direction, subject, other, isolating, elsewhere } = way;
  const verb = direction === 'egress' ? `lets it out to ${other.text}` : `lets ${other.text} in`;
  const isolated = `${names(isolating)} ${subject.text} for ${direction}`;
  return `${isolated}, and no rule ${verb} on ${code(port)}/${protocol}${elsewhereText(elsewhere)}.`;
}

/** The rest of a sentence that says that no rule opens the port. */
export function elsewhereText(elsewhere: readonly Elsewhere[]): string {
  const hints = elsewhere.map(
    ({ policy, ports }) => `${code(nameOf(policy))} does on ${ports.map(portText).join(', ')}`,
  );
  return hints.length > 0 ? `; ${hints.join('; ')} (the pod's port counts, not the Service's)` : '';
}

/** Nothing is said of an end that can have no policies. */
function openWords({ direction, subject, other, isolating, admitting }: Way): string[] {
  if (subject.namespace === undefined) return [];
  const verb = direction === 'egress' ? `lets it out to ${other.text}` : `lets ${other.text} in`;
  const [first] = admitting;
  if (first) return [`${code(nameOf(first))} ${verb}.`];
  if (isolating.length > 0) return [`${subject.text} always lets in the node it runs on.`];
  return [`No NetworkPolicy isolates ${subject.text} for ${direction}.`];
}

/** `a` and `b` isolate */
function names(policies: readonly NetworkPolicy[]): string {
  const all = policies.map((policy) => code(nameOf(policy))).join(' and ');
  return `${all} ${policies.length === 1 ? 'isolates' : 'isolate'}`;
}

function portText({ protocol, port, endPort }: NetworkPolicyPort): string {
  if (port == null) return `every ${protocol} port`;
  return `${code(endPort == null ? port : `${port}-${endPort}`)}/${protocol}`;
}
