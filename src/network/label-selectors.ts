/** Label selectors against labels that may be known in part only. */
import type { LabelSelector } from '../objects/label-selector.ts';
import { code } from '../report.ts';
import { all, doubt, type Truth } from './policy-truth.ts';

export type Labels = Readonly<Record<string, string>>;

export interface KnownLabels {
  /** Whose they are, for people. */
  of: string;
  labels: Labels;
  /** There are no others than these. */
  isComplete: boolean;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export function selects({ matchLabels, matchExpressions }: LabelSelector, of: KnownLabels): Truth {
  const pairs = Object.entries(matchLabels);
  return all([
    ...pairs.map(([key, value]) => meets({ key, operator: 'In', values: [value] }, of)),
    ...matchExpressions.map((requirement) => meets(requirement, of)),
  ]);
}

type Requirement = LabelSelector['matchExpressions'][number];

/** `NotIn` takes what lacks the key, too (apimachinery, labels.Requirement.Matches). */
function meets({ key, operator, values }: Requirement, { of, labels, isComplete }: KnownLabels) {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (value === undefined && !isComplete)
    return doubt(`the label ${code(key)} of ${of} is unknown`);
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
      return doubt(`the selector operator ${code(operator)} is not known here`);
  }
}

/** As `kubectl` takes it: `app=web,tier in (a,b),!canary`; '' for one that selects everything. */
export function selectorText({ matchLabels, matchExpressions }: LabelSelector): string {
  const pairs = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  return [...pairs, ...matchExpressions.map(requirementText)].join(',');
}

function requirementText({ key, operator, values }: Requirement): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator.toLowerCase()} (${values.join(',')})`;
}
