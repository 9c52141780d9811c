/** What Kubernetes adds to CEL, as far as our policies use it: `find` and `findAll` of its regex library. */
import { CelScalar, celMethod, listType } from '@bufbuild/cel';

const { INT, STRING } = CelScalar;
const STRINGS = listType(STRING);

/** Means another thing to RE2 than to JavaScript, or is known to one of the two alone. */
const READ_DIFFERENTLY = /\(\?(?!:)|\[\[:|\\[sSpPbBuxkQE]/;

function alike(pattern: string): RegExp {
  if (READ_DIFFERENTLY.test(pattern)) throw new Error(`RE2 may read ${pattern} differently`);
  return new RegExp(pattern, 'gu');
}

const allOf = (text: string, pattern: string) => text.match(alike(pattern)) ?? [];

export const regex = [
  celMethod('find', STRING, [STRING], STRING, function (pattern) {
    return allOf(this, pattern)[0] ?? '';
  }),
  celMethod('findAll', STRING, [STRING], STRINGS, function (pattern) {
    return [...allOf(this, pattern)];
  }),
  celMethod('findAll', STRING, [STRING, INT], STRINGS, function (pattern, limit) {
    const all = allOf(this, pattern);
    return limit < 0 ? [...all] : all.slice(0, Number(limit));
  }),
];
