/** What changed between a plan and the cluster as it is now, in words. */
import { code } from '../report.ts';
import { type CanaryPlan, isSamePlace } from './plan.ts';
import type { CanaryRoute, Destination, Side } from './provider.ts';

const nameOf = ({ also = [], ...side }: Side): string => [side, ...also].map(oneName).join(' and ');

const oneName = ({ kind, namespace, name, port }: Destination) =>
  `${kind === 'Service' ? '' : `${kind} `}${namespace}/${name}${port === undefined ? '' : `:${port}`}`;

const splitOf = (sides: readonly Side[]) =>
  sides.map((side) => `${side.name} ${side.weight}`).join(', ');

/** Sentence fragments; the gravest first. Never empty: what was hashed is more than what has words. */
export function driftWords(plan: CanaryPlan, now: readonly CanaryRoute[]): string[] {
  const { route } = plan;
  const label = `${route.object.kindName} ${code(`${route.object.namespace}/${route.object.name}`)}`;
  const same = now.find((one) => isSamePlace(one, route));
  if (!same) return [`${label} no longer has the rule ${route.rule}`];
  const words = [
    ...(same.object.uid === route.object.uid ? [] : [`${label} was deleted and created anew`]),
    ...changedSides(route, same),
    ...(same.rule === route.rule ? [] : [`its rule is ${same.rule} now, not ${route.rule}`]),
  ];
  return words.length > 0 ? words : [`${label} was changed in another place`];
}

function changedSides({ sides: old }: CanaryRoute, { sides: now }: CanaryRoute): string[] {
  const [before, after] = [old, now].map((sides) => sides.map(nameOf));
  if (before?.join() !== after?.join()) {
    return [
      `its backends are ${after?.map(code).join(', ')} now, not ${before?.map(code).join(', ')}`,
    ];
  }
  if (splitOf(old) === splitOf(now)) return [];
  return [`its weights are ${splitOf(now)} now, not ${splitOf(old)}`];
}

/** The object is the same, has the same sides, and holds the planned weights already. */
export function isWritten(plan: CanaryPlan, now: readonly CanaryRoute[]): boolean {
  const same = now.find((one) => isSamePlace(one, plan.route));
  if (!same || same.object.uid !== plan.route.object.uid) return false;
  return (
    hasSameSides(same, plan.route) &&
    same.sides.every(({ weight }, index) => weight === plan.after[index])
  );
}

/** In the same order, so that weights of the one mean the same for the other. */
export function hasSameSides(one: CanaryRoute, other: CanaryRoute): boolean {
  const [a, b] = [one, other].map(({ sides }) => sides.map(nameOf).join());
  return a === b;
}
