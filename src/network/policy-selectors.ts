/** Selectors for a new rule: whom it is for, and whom it lets pass. */
import type { LabelSelector } from '../objects/label-selector.ts';
import type { IPBlock, NetworkPolicy } from '../objects/network-policy.ts';
import { code } from '../report.ts';
import { blockOf } from './cidr.ts';
import { type Labels, selectorText } from './label-selectors.ts';
import { namespaceNameLabel, type Side } from './policy-sides.ts';

/**
 * A policy isolates what it selects. So that a new one closes nothing for pods that are open now, it
 * selects no more than one of those that isolate already.
 */
export function subjectSelector({ pod }: Side, isolating: readonly NetworkPolicy[]): LabelSelector {
  const [plainest] = isolating
    .map(({ spec }) => spec.podSelector)
    .toSorted((a, b) => a.matchExpressions.length - b.matchExpressions.length);
  return {
    matchLabels: { ...lasting(pod?.labels ?? {}), ...plainest?.matchLabels },
    matchExpressions: plainest?.matchExpressions ?? [],
  };
}

/** As it is written into a manifest. */
interface NewSelector {
  matchLabels?: Labels;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

interface NewPeer {
  namespaceSelector?: NewSelector;
  podSelector?: NewSelector;
  ipBlock?: Partial<IPBlock>;
}

/** @param home the namespace of the new policy */
export function peerFor({ pod, namespace, addresses }: Side, home: string): NewPeer {
  const [address] = addresses;
  if (!pod || namespace === undefined)
    return { ipBlock: address ? { cidr: blockOf(address) } : {} };
  const podSelector = withoutEmpty({ matchLabels: lasting(pod.labels), matchExpressions: [] });
  if (namespace === home) return { podSelector };
  const namespaceSelector = { matchLabels: { [namespaceNameLabel]: namespace } };
  const isEverything = podSelector.matchLabels === undefined;
  return isEverything ? { namespaceSelector } : { namespaceSelector, podSelector };
}

export function peerText({ namespaceSelector, podSelector, ipBlock }: NewPeer): string {
  if (ipBlock) return code(ipBlock.cidr ?? '');
  const name = namespaceSelector?.matchLabels?.[namespaceNameLabel];
  const pods = podsText({ matchLabels: { ...podSelector?.matchLabels }, matchExpressions: [] });
  return name === undefined ? pods : `${pods} of namespace ${code(name)}`;
}

export function podsText(selector: LabelSelector): string {
  const text = selectorText(selector);
  return text === '' ? 'all pods' : `pods with ${code(text)}`;
}

export function withoutEmpty({ matchLabels, matchExpressions }: LabelSelector): NewSelector {
  const requirements = matchExpressions.map(({ values, ...rest }) =>
    values.length > 0 ? { ...rest, values } : rest,
  );
  return {
    ...(Object.keys(matchLabels).length > 0 && { matchLabels }),
    ...(requirements.length > 0 && { matchExpressions: requirements }),
  };
}

/** Labels that one pod or one release has, so that a rule with them would soon match nothing. */
const passing = [
  /^(rollouts-)?pod-template-hash$/,
  /^controller-(revision-hash|uid)$/,
  /^(pod-template-generation|job-name|helm\.sh\/chart)$/,
  /^app\.kubernetes\.io\/(version|managed-by)$/,
  /^(statefulset|apps|batch|topology)\.kubernetes\.io\//,
];

function lasting(labels: Labels): Record<string, string> {
  const kept = Object.entries(labels).filter(([key]) => !passing.some((one) => one.test(key)));
  return Object.fromEntries(kept);
}
