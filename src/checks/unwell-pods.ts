/** How findings speak of several pods that are not well. */
import { alike } from '../network/alike.ts';
import { nodeTrouble } from '../network/node-trouble.ts';
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { visible } from '../report.ts';
import type { Evidence } from './check.ts';
import { objectOf, ofPods } from './findings.ts';
import type { Found } from './sources/source.ts';

export interface Unwell {
  pod: Pod;
  /** In the words of kubelet or scheduler. */
  trouble: string;
}

const mostEvidence = 5;

/** Those that fail alike, as one; the most frequent first, of these the first in order. */
export function alikeOnes(unwell: readonly Unwell[]): Unwell[][] {
  const groups = [...Map.groupBy(unwell, ({ trouble }) => alike(trouble)).values()];
  return groups.sort((a, b) => b.length - a.length);
}

export interface Amount {
  all: number;
  isCut: boolean;
  /** `[does not run, do not run, runs]`: one is not, several are not, one is. */
  verbs: readonly [one: string, several: string, well: string];
}

/** `2 of 3 pods do not run: container app: CrashLoopBackOff; 1 of them: ...` */
export function unwellSummary(unwell: readonly Unwell[], amount: Amount): string {
  const [first, second, ...others] = alikeOnes(unwell);
  const next = second?.[0] && `; ${second.length} of them: ${words(second[0])}`;
  const rest = others.length > 0 ? '; others for other reasons' : '';
  return `${amountOf(unwell.length, amount)}: ${first?.[0] ? words(first[0]) : ''}${next ?? ''}${rest}`;
}

function amountOf(some: number, { all, isCut, verbs: [one, several, well] }: Amount): string {
  const does = some === 1 ? one : several;
  if (isCut) return `${some} of the first ${all} pods ${does}`;
  if (some < all) return `${ofPods(some, all)} ${does}`;
  return all === 1 ? `the only pod ${one}` : `none of ${all} pods ${well}`;
}

/**
 * A stop at the end would stand before what follows, and backticks would mark what is no name. What the
 * scheduler says of preemption repeats what it said of the nodes.
 */
const words = ({ trouble }: Unwell) =>
  visible(trouble.replace(/[.;] (no new claims to deallocate, )?preemption: .*$/s, ''))
    .replaceAll('`', "'")
    .replace(/[.\s]+$/, '');

/** One of each kind: those that fail alike would only say the same. */
export function unwellEvidence(unwell: readonly Unwell[]): Evidence[] {
  const ones = alikeOnes(unwell).flatMap(([one]) => one ?? []);
  return ones.slice(0, mostEvidence).map(({ pod, trouble }) => ({
    object: objectOf('pod', pod),
    field: fieldOf(trouble),
    value: visible(trouble),
  }));
}

function fieldOf(trouble: string): string {
  if (/^(Readiness|Startup) probe|^Failed|^NetworkNot/.test(trouble)) return 'events';
  if (trouble.startsWith('init container ')) return 'status.initContainerStatuses';
  return trouble.startsWith('container ') ? 'status.containerStatuses' : 'status.conditions';
}

/** What accounts for it: their nodes, or else nothing that another check knows of. */
export const causeOf = (unwell: readonly Unwell[], nodes: Found<Node> | undefined): string[] =>
  areOnLostNodes(
    unwell.map(({ pod }) => pod),
    nodes,
  )
    ? ['nodes-ready']
    : [];

/** Whether every one of them is on a node that does not report or is gone; false if not known. */
export function areOnLostNodes(pods: readonly Pod[], nodes: Found<Node> | undefined): boolean {
  return pods.every(({ spec: { nodeName } }) => {
    if (!nodes || nodeName === undefined) return false;
    const node = nodes.all.find(({ metadata }) => metadata.name === nodeName);
    return node ? nodeTrouble(node) !== undefined : !nodes.isCut;
  });
}
