/** An applied configuration laid over what is there: it says what it wants and nothing else. */
import { type FieldType, isAtomic, isObject, type ListOf } from '../schema/type.ts';
import { partsOf, typeBelow } from './members.ts';
import { memberStep } from './path.ts';

function mergeObject(type: FieldType, live: object, applied: object): unknown {
  const result: Record<string, unknown> = { ...live };
  for (const [name, value] of Object.entries(applied)) {
    result[name] = mergeApplied(typeBelow(type, memberStep(name)), result[name], value);
  }
  return result;
}

/**
 * Elements that both have come in the order they are applied in; the others keep their place among
 * them.
 */
function mergeElements(type: ListOf, live: unknown[], applied: unknown[]): unknown[] {
  const left = partsOf(type, live);
  const right = partsOf(type, applied);
  const old = new Map(left.map((part) => [part.step, part.value]));
  const wanted = new Set(right.map(({ step }) => step));
  const shared = right.map(({ step }) => step).filter((step) => old.has(step));
  const result: unknown[] = [];
  const push = ({ step, value }: { step: string; value: unknown }) =>
    result.push(mergeApplied(type.of, old.get(step), value));
  let next = 0;
  for (const part of left) {
    if (!wanted.has(part.step)) result.push(part.value);
    if (part.step !== shared[0]) continue;
    shared.shift();
    const until = right.findIndex(({ step }) => step === part.step) + 1;
    for (const one of right.slice(next, until)) push(one);
    next = until;
  }
  for (const one of right.slice(next)) push(one);
  return result;
}

export function mergeApplied(type: FieldType, live: unknown, applied: unknown): unknown {
  if (live === undefined || live === null || isAtomic(type, applied)) return applied;
  if (isAtomic(type, live)) return applied;
  if (type.kind === 'list' && Array.isArray(live) && Array.isArray(applied)) {
    return mergeElements(type, live, applied);
  }
  return isObject(live) && isObject(applied) ? mergeObject(type, live, applied) : applied;
}
