/** Sets of fields: a tree of path steps in which a field may be a member, lead to members, or both. */
import { isObject } from '../schema/type.ts';

export interface FieldSet {
  members: ReadonlySet<string>;
  children: ReadonlyMap<string, FieldSet>;
}

export const noFields: FieldSet = { members: new Set(), children: new Map() };

export const isEmpty = ({ members, children }: FieldSet): boolean =>
  members.size === 0 && [...children.values()].every(isEmpty);

export const childOf = ({ children }: FieldSet, step: string): FieldSet =>
  children.get(step) ?? noFields;

function create(members: Iterable<string>, children: Iterable<[string, FieldSet]>): FieldSet {
  const full = [...children].filter(([, child]) => !isEmpty(child));
  return { members: new Set(members), children: new Map(full) };
}

const childrenOf = (
  steps: Iterable<string>,
  child: (step: string) => FieldSet,
): [string, FieldSet][] => [...steps].map((step) => [step, child(step)]);

export function union(a: FieldSet, b: FieldSet): FieldSet {
  const steps = new Set([...a.children.keys(), ...b.children.keys()]);
  return create(
    [...a.members, ...b.members],
    childrenOf(steps, (step) => union(childOf(a, step), childOf(b, step))),
  );
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  return create(
    [...a.members].filter((step) => b.members.has(step)),
    childrenOf(a.children.keys(), (step) => intersection(childOf(a, step), childOf(b, step))),
  );
}

/** Exactly the members of `b` go: what lies below one of them stays. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return create(
    [...a.members].filter((step) => !b.members.has(step)),
    childrenOf(a.children.keys(), (step) => difference(childOf(a, step), childOf(b, step))),
  );
}

/** The members of `b` go, and all that lies below them. */
export function without(a: FieldSet, b: FieldSet): FieldSet {
  const kept = [...a.children.keys()].filter((step) => !b.members.has(step));
  return create(
    [...a.members].filter((step) => !b.members.has(step)),
    childrenOf(kept, (step) => without(childOf(a, step), childOf(b, step))),
  );
}

/** Only what lies below (or is) one of the steps. */
export function below(a: FieldSet, steps: readonly string[]): FieldSet {
  return create(
    steps.filter((step) => a.members.has(step)),
    childrenOf(steps, (step) => childOf(a, step)),
  );
}

export function has(set: FieldSet, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return false;
  return rest.length === 0 ? set.members.has(step) : has(childOf(set, step), rest);
}

export function pathsOf(set: FieldSet, prefix: readonly string[] = []): string[][] {
  const steps = new Set([...set.members, ...set.children.keys()]);
  return [...steps].sort().flatMap((step) => {
    const path = [...prefix, step];
    return [...(set.members.has(step) ? [path] : []), ...pathsOf(childOf(set, step), path)];
  });
}

export function fromPaths(paths: readonly (readonly string[])[]): FieldSet {
  const steps = new Set(paths.flatMap(([step]) => step ?? []));
  const rest = (step: string) => paths.filter((path) => path[0] === step && path.length > 1);
  return create(
    paths.filter((path) => path.length === 1).flat(),
    childrenOf(steps, (step) => fromPaths(rest(step).map((path) => path.slice(1)))),
  );
}

/** The form of `fieldsV1`: `.` marks a member that also leads to members. */
export function toFieldsV1(set: FieldSet): Record<string, unknown> {
  const steps = [...new Set([...set.members, ...set.children.keys()])].sort();
  const inner = (step: string) => ({
    ...(set.members.has(step) && set.children.has(step) && { '.': {} }),
    ...toFieldsV1(childOf(set, step)),
  });
  return Object.fromEntries(steps.map((step) => [step, inner(step)]));
}

export function fromFieldsV1(value: unknown): FieldSet {
  const entries = Object.entries(isObject(value) ? value : {}).filter(([step]) => step !== '.');
  const isMember = (inner: unknown) =>
    isObject(inner) && ('.' in inner || Object.keys(inner).length === 0);
  return create(
    entries.filter(([, inner]) => isMember(inner)).map(([step]) => step),
    entries.map(([step, inner]) => [step, fromFieldsV1(inner)]),
  );
}
