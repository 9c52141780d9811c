/** Label selectors of workloads and Services. An empty Service selector selects nothing here. */
import type { LabelSelector, Labels } from '../defaults/kinds.ts';

export function includesLabels(labels: Labels | undefined, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels?.[key] === value);
}

function holds(labels: Labels, key: string, operator: string, values: string[]): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

export function matchesSelector(selector: LabelSelector, labels: Labels | undefined): boolean {
  return (
    includesLabels(labels, selector.matchLabels ?? {}) &&
    (selector.matchExpressions ?? []).every((expression) =>
      holds(labels ?? {}, expression.key, expression.operator, expression.values ?? []),
    )
  );
}
