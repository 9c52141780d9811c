/** Whether the sides of a route could take what they get, and whose the weights are: told for people. */

import { hindrancesOf } from '../canary/hindrances.ts';
import { ownerOf } from '../canary/owners.ts';
import type { CanaryRoute, Side } from '../canary/provider.ts';
import { type Ready, readyOf } from '../canary/readiness.ts';
import { revertersOf } from '../canary/reverters.ts';
import { shareOf } from '../canary/share.ts';
import { samePods } from '../checks/canary-pods.ts';
import { split } from '../network/routes/split.ts';
import type { RuleTrouble } from '../network/routes/trouble.ts';
import { ObjectMeta } from '../objects/meta.ts';
import { code, type Mark, type Section } from '../report.ts';
import { routeName, sideName } from './canary-change.ts';
import type { Looked } from './canary-look.ts';

export interface SideHealth extends Ready {
  side: Side;
}

export function healthOf({ route, behind, objects }: Looked): SideHealth[] {
  return route.sides.map((side) => ({ side, ...readyOf(side, behind, objects) }));
}

/** The first that gets requests now and has nobody to answer them. */
export function deadSide(looked: Looked): Side | undefined {
  return healthOf(looked).find(({ ready, side }) => ready === 0 && side.weight > 0)?.side;
}

export function healthSection(looked: Looked): Section[] {
  const items = healthOf(looked).map(({ side, ready, words }) => ({
    mark: markOf(ready),
    text: `${code(sideName(side))}: ${words}`,
  }));
  return [{ kind: 'marks', title: 'Behind them now', items }];
}

const markOf = (ready: number | undefined): Mark => {
  if (ready === undefined) return 'unknown';
  return ready === 0 ? 'problem' : 'ok';
};

/** For machines. */
export const healthData = (looked: Looked) =>
  healthOf(looked).map(({ side, ready }) => ({ name: sideName(side), ready: ready ?? null }));

const metadataOf = ({ whole }: Looked): ObjectMeta => ObjectMeta.parse(whole.metadata);

/** @param weights as they would be; absent: it is only looked at */
export function ownerFor(looked: Looked, weights?: readonly number[]) {
  const { route, canary, behind, rollouts } = looked;
  const facts = { metadata: metadataOf(looked), services: behind.objects.services ?? [], rollouts };
  const before = shareOf(weightsOf(route), canary);
  return ownerOf(route, facts, { before, ...(weights && { after: shareOf(weights, canary) }) });
}

const weightsOf = ({ sides }: CanaryRoute) => sides.map(({ weight }) => weight);

export const reverters = (looked: Looked) => revertersOf(looked.route, metadataOf(looked));

/** As the weights would be; those that stand in the way come first. */
export function troublesWith(looked: Looked, weights: readonly number[]): RuleTrouble[] {
  const { provider, route, objects } = looked;
  return [...hindrancesOf(provider, route, weights, objects), ...alike(looked, weights)];
}

/** Weights share requests between Services; these may all lead to the same pods. */
function alike({ route, canary, behind }: Looked, weights: readonly number[]): RuleTrouble[] {
  const { kindName: kind, namespace, name } = route.object;
  const sides = split(route.sides.map((side, at) => ({ ...side, weight: weights[at] ?? 0 })));
  const all = behind.objects.endpointslices ?? [];
  const slices = { all, gaps: [], isCut: false };
  const source = { kind, namespace, name };
  return samePods(source, route.rule, sides, { backendSlices: slices }, sides[canary]);
}

/** Whose the weights are: for whoever only looks. */
export function ownerSection(looked: Looked): Section[] {
  const owner = ownerFor(looked);
  if (!owner) return [];
  return [
    { kind: 'marks', title: 'Owner', items: [{ mark: 'warning', text: owner.words }] },
    { kind: 'code', title: 'To look at it there', text: owner.command },
  ];
}

/** What does not stand in the way, and has to be known. */
export function warningsSection(looked: Looked, weights: readonly number[]): Section[] {
  const items = [
    ...troublesWith(looked, weights).map(({ gravity, summary, fix }) => ({
      mark: gravity === 'breaks' ? ('problem' as const) : ('warning' as const),
      text: sentence(`${summary}. ${fix}`),
    })),
    ...reverters(looked).map(({ words }) => ({ mark: 'warning' as const, text: words })),
  ];
  if (items.length === 0) return [];
  return [{ kind: 'marks', title: `To know about ${routeName(looked.route)}`, items }];
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
