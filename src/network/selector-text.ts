/** Label selectors as command lines have them. */
import type { LabelSelector } from '../objects/label-selector.ts';

type Requirement = LabelSelector['matchExpressions'][number];

/**
 * `team=shop,tier in (a,b),!legacy` (apimachinery, labels.Parse).
 * @returns undefined: it is none
 */
export function parseSelector(text: string): LabelSelector | undefined {
  // A comma between parentheses parts values.
  const parts = text.split(/,(?![^(]*\))/).map((part) => requirement(part.trim()));
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? undefined : { matchLabels: {}, matchExpressions: known };
}

function requirement(text: string): Requirement | undefined {
  const [, absent] = /^!\s*([^\s=!()]+)$/.exec(text) ?? [];
  if (absent) return { key: absent, operator: 'DoesNotExist', values: [] };
  const [, of = '', word, list = ''] =
    /^([^\s=!()]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text) ?? [];
  if (word) {
    const values = list.split(',').map((value) => value.trim());
    return { key: of, operator: word === 'in' ? 'In' : 'NotIn', values };
  }
  const [, key = '', sign, value = ''] =
    /^([^\s=!()]+)\s*(==?|!=)\s*([^\s=!()]*)$/.exec(text) ?? [];
  if (sign) return { key, operator: sign === '!=' ? 'NotIn' : 'In', values: [value] };
  return /^[^\s=!()]+$/.test(text) ? { key: text, operator: 'Exists', values: [] } : undefined;
}
