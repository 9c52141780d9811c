/** Whether the sides of a route could take what they get, and whose the weights are: told for people. */

import { hindrancesOf } from '../canary/hindrances.ts';
import { ownerOf } from '../canary/owners.ts';
import type { Side } from '../canary/provider.ts';
import { type Ready, readyOf } from '../canary/readiness.ts';
import { revertersOf } from '../canary/reverters.ts';
import { shareOf } from '../canary/share.ts';
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

/** Whoever gets requests now has somebody to answer them, as far as is known. */
export function isWell(looked: Looked): boolean {
  return healthOf(looked).every(({ ready, side }) => ready !== 0 || side.weight === 0);
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

/** @param weights as they would be */
export function ownerFor(looked: Looked, weights: readonly number[]) {
  const { route, canary, behind, rollouts } = looked;
  const facts = { metadata: metadataOf(looked), services: behind.objects.services ?? [], rollouts };
  return ownerOf(route, facts, shareOf(weights, canary));
}

export const reverters = (looked: Looked) => revertersOf(looked.route, metadataOf(looked));

/** As the weights would be; those that stand in the way come first. */
export function troublesWith(looked: Looked, weights: readonly number[]): RuleTrouble[] {
  return hindrancesOf(looked.provider, looked.route, weights, looked.objects);
}

/** Whose the weights are: for whoever only looks. */
export function ownerSection(looked: Looked): Section[] {
  const owner = ownerFor(
    looked,
    looked.route.sides.map(({ weight }) => weight),
  );
  if (!owner) return [];
  return [
    { kind: 'marks', title: 'Owner', items: [{ mark: 'warning', text: owner.words }] },
    { kind: 'code', text: owner.command },
  ];
}

/** What does not stand in the way, and has to be known. */
export function warningsSection(looked: Looked, weights: readonly number[]): Section[] {
  const texts = [
    ...troublesWith(looked, weights).map(({ summary, fix }) => `${summary}. ${fix}`),
    ...reverters(looked).map(({ words }) => words),
  ];
  if (texts.length === 0) return [];
  const items = texts.map((text) => ({ mark: 'warning' as const, text: sentence(text) }));
  return [{ kind: 'marks', title: `To know about ${routeName(looked.route)}`, items }];
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
