/** "Did you mean …?": the names a person most likely meant. */
import { distance } from 'fastest-levenshtein';
import { code } from '../report.ts';

/**
 * At most `most` candidates, best first. A candidate is near if it differs by at most a third of its
 * length (rounded up), or if one of the two contains the other.
 */
export function nearest(word: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = word.toLowerCase();
  return [...new Set(candidates)]
    .map((name) => ({ name, edits: closeness(wanted, name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.ceil(name.length / 3))
    .sort((a, b) => a.edits - b.edits || a.name.localeCompare(b.name, 'en'))
    .slice(0, most)
    .map(({ name }) => name);
}

/** Containment counts as one edit, if what is contained says enough (three letters). */
function closeness(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const edits = distance(a, b);
  return short.length >= 3 && long.includes(short) ? Math.min(1, edits) : edits;
}

/** " Did you mean `a` or `b`?", or '' where nothing is near. */
export function didYouMean(names: readonly string[]): string {
  if (names.length === 0) return '';
  return ` Did you mean ${oneOf(names)}?`;
}

/** "`a`, `b` or `c`" */
export function oneOf(names: readonly string[], word = 'or'): string {
  const marked = names.map((name) => code(name));
  const last = marked.pop() ?? '';
  return marked.length === 0 ? last : `${marked.join(', ')} ${word} ${last}`;
}

/** "`a`, `b`, `c` and 4 more" */
export function firstOf(names: readonly string[], most: number): string {
  if (names.length <= most) return oneOf(names, 'and');
  const shown = names.slice(0, most).map((name) => code(name));
  return `${shown.join(', ')} and ${names.length - most} more`;
}
