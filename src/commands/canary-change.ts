/** A change of weights as it is stored: what `access/` keeps of every change, with a plan of ours in it. */
import type { Change } from '../access/change.ts';
import type { Planned } from '../access/journal.ts';
import type { RoutePlace } from '../access/verdict.ts';
import { type CanaryPlan, hashOf } from '../canary/plan.ts';
import type { CanaryRoute, Side } from '../canary/provider.ts';
import { shareOf } from '../canary/share.ts';
import { code } from '../report.ts';

export type CanaryChange = Change<CanaryPlan>;

/**
 * What is stored is shown and written word for word, so that it has to be what was hashed.
 * @throws Error if it is not: somebody else wrote to the store
 */
export function asCanary(change: Change): CanaryChange {
  const { hash, ...body } = change.plan as CanaryPlan;
  if (hash !== change.hash || hashOf(body) !== hash) {
    throw new Error(`the plan of change ${change.id} is not the one that was hashed`);
  }
  return { ...change, plan: { ...body, hash } };
}

/** The part of a slot's key that names the object. */
export const objectKey = ({ object: { kind, namespace, name } }: CanaryRoute) =>
  `${kind}/${namespace}/${name}`;

export const placeOf = (cluster: string, { object }: CanaryRoute): RoutePlace => ({
  cluster,
  namespace: object.namespace,
  route: object.name,
});

/** The name under which the message that asks for it stands. */
export const standingOf = (id: string) => `change/${id}`;

export const sideName = ({ kind, namespace, name }: Side) =>
  `${kind === 'Service' ? '' : `${kind} `}${namespace}/${name}`;

export const routeName = ({ object: { kindName, namespace, name } }: CanaryRoute) =>
  `${kindName} ${code(`${namespace}/${name}`)}`;

export function sharesOf({ before, after, canary }: Omit<CanaryPlan, 'hash' | 'patch'>) {
  return { before: shareOf(before, canary), after: shareOf(after, canary) };
}

/** For the journal. */
export function plannedOf({ route, canary, before, after }: CanaryPlan): Planned {
  return {
    rule: route.rule,
    weights: route.sides.map((side, index) => ({
      name: sideName(side),
      before: before[index] ?? 0,
      after: after[index] ?? 0,
      ...(index === canary && { isCanary: true as const }),
    })),
  };
}
