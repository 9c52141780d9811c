/** How findings speak of several pods that are not well. */
import { alike } from '../network/alike.ts';
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

/** `2 of 3 pods do not run: container app: CrashLoopBackOff; 1 of them: ...` */
export function unwellSummary(
  unwell: readonly Unwell[],
  { all, isCut, what }: { all: number; isCut: boolean; what: string },
): string {
  const [first, second, ...others] = alikeOnes(unwell);
  const number = `${ofPods(unwell.length, all)}${isCut ? ' (more were not read)' : ''}`;
  const does = unwell.length === 1 ? what.replace(/^do /, 'does ').replace(/^are /, 'is ') : what;
  const next = second?.[0] && `; ${second.length} of them: ${words(second[0])}`;
  const rest = others.length > 0 ? '; others for other reasons' : '';
  return `${number} ${does}: ${first?.[0] ? words(first[0]) : ''}${next ?? ''}${rest}`;
}

/** A stop at the end would stand before what follows; backticks would mark what is no name. */
const words = ({ trouble }: Unwell) =>
  visible(trouble)
    .replaceAll('`', "'")
    .replace(/[.\s]+$/, '');

export function unwellEvidence(unwell: readonly Unwell[]): Evidence[] {
  return unwell.slice(0, mostEvidence).map(({ pod, trouble }) => ({
    object: objectOf('pod', pod),
    field: fieldOf(trouble),
    value: visible(trouble),
  }));
}

function fieldOf(trouble: string): string {
  if (trouble.startsWith('init container ')) return 'status.initContainerStatuses';
  return trouble.startsWith('container ') ? 'status.containerStatuses' : 'status.conditions';
}

/**
 * What accounts for it: the nodes, if every one of these pods is on one that does not report or is
 * gone; else nothing that another check knows of.
 */
export function causeOf(unwell: readonly Unwell[], nodes: Found<Node> | undefined): string[] {
  const isLost = ({ pod: { spec } }: Unwell) => {
    if (!nodes || spec.nodeName === undefined) return false;
    const node = nodes.all.find(({ metadata }) => metadata.name === spec.nodeName);
    return node ? !isNodeReady(node) : !nodes.isCut;
  };
  return unwell.every(isLost) ? ['nodes-ready'] : [];
}

const isNodeReady = ({ status }: Node) =>
  status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True');
