/** The pods a selector most likely means when it takes none: the same labels but for one word. */
import { distance } from 'fastest-levenshtein';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';

export interface NearMiss {
  /** What those pods carry instead, such as `app=payments`. */
  labels: string;
  pods: number;
}

export function isSelected({ spec }: Service, { metadata }: Pod): boolean {
  return Object.entries(spec.selector).every(([key, value]) => metadata.labels[key] === value);
}

/** The nearest, of equally near ones the most; undefined where nothing comes near. */
export function nearMiss({ spec }: Service, pods: readonly Pod[]): NearMiss | undefined {
  const wanted = Object.entries(spec.selector);
  const misses = pods.flatMap(({ metadata }) => missOf(wanted, metadata.labels) ?? []);
  const groups = [...Map.groupBy(misses, ({ labels }) => labels).values()];
  const [best] = groups.sort((a, b) => edits(a) - edits(b) || b.length - a.length);
  return best?.[0] && { labels: best[0].labels, pods: best.length };
}

interface Miss {
  labels: string;
  edits: number;
}

const edits = ([first]: Miss[]) => first?.edits ?? 0;

type Pair = [key: string, value: string];

/** Exactly one pair may differ. If another one fits, its value may be any; else it has to be near. */
function missOf(wanted: readonly Pair[], labels: Readonly<Record<string, string>>) {
  const wrong = wanted.filter(([key, value]) => labels[key] !== value);
  const [pair] = wrong;
  if (wrong.length !== 1 || !pair) return undefined;
  const [key, value] = pair;
  const hasFit = wanted.length > 1;
  const found = Object.entries(labels).flatMap(([otherKey, otherValue]): Miss[] => {
    const isNear =
      (otherKey === key && (hasFit || isAlike(value, otherValue))) ||
      (otherValue === value && isAlike(key, otherKey));
    if (!isNear) return [];
    const far = distance(key, otherKey) + distance(value, otherValue);
    return [{ labels: `${otherKey}=${otherValue}`, edits: far }];
  });
  return found.sort((a, b) => a.edits - b.edits)[0];
}

/** A third of the letters may differ, and all in case; or one is a part of the other (`api-v2`). */
function isAlike(a: string, b: string): boolean {
  const [one, two] = [a.toLowerCase(), b.toLowerCase()];
  const [short, long] = one.length < two.length ? [one, two] : [two, one];
  const isPart = short.length >= 3 && long.includes(short);
  return isPart || distance(one, two) <= Math.ceil(short.length / 3);
}
