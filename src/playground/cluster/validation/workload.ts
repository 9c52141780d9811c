/** What holds for the workloads that make pods, and that their selector never changes. */
import { isDeepStrictEqual } from 'node:util';
import type { Deployment, LabelSelector, Labels, Pod, StatefulSet } from '../defaults/kinds.ts';
import { labelProblems } from './metadata.ts';
import { podSpecProblems } from './pod-spec.ts';
import { invalidValue, notAllowed, type Problem, required, unsupported } from './problem.ts';
import type { Validate } from './validate.ts';

const isEmptySelector = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector) =>
  Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;

function selectorProblems(kind: string, selector: LabelSelector | undefined): Problem[] {
  if (!selector) return [required('spec.selector')];
  if (isEmptySelector(selector)) {
    const why = `empty selector is invalid for ${kind.toLowerCase()}`;
    return [invalidValue('spec.selector', selector, why)];
  }
  return labelProblems('spec.selector.matchLabels', selector.matchLabels);
}

function holds({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels) {
  const one = ({ key, operator, values = [] }: (typeof matchExpressions)[number]) => {
    const value = labels[key];
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const isIn = value !== undefined && values.includes(value);
    return operator === 'In' ? isIn : !isIn;
  };
  const isLabelled = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return isLabelled && matchExpressions.every(one);
}

function templateProblems({ spec }: Deployment): Problem[] {
  const labels = spec.template.metadata?.labels ?? {};
  const isOwn = !spec.selector || isEmptySelector(spec.selector) || holds(spec.selector, labels);
  const why = '`selector` does not match template `labels`';
  const field = 'spec.template.spec';
  const { restartPolicy } = spec.template.spec;
  const restarts = restartPolicy === undefined || restartPolicy === 'Always';
  return [
    ...(isOwn ? [] : [invalidValue('spec.template.metadata.labels', labels, why)]),
    ...labelProblems('spec.template.metadata.labels', labels),
    ...podSpecProblems(field, spec.template.spec),
    ...(restarts ? [] : [unsupported(`${field}.restartPolicy`, restartPolicy, ['Always'])]),
  ];
}

function countProblems({ spec }: Deployment): Problem[] {
  const fields = ['replicas', 'minReadySeconds', 'revisionHistoryLimit'] as const;
  const why = 'must be greater than or equal to 0';
  return fields.flatMap((field) =>
    Number(spec[field] ?? 0) < 0 ? [invalidValue(`spec.${field}`, spec[field], why)] : [],
  );
}

function immutableSelector({ spec }: Deployment, before: Deployment): Problem[] {
  if (isDeepStrictEqual(spec.selector, before.spec.selector)) return [];
  return [invalidValue('spec.selector', spec.selector, 'field is immutable')];
}

export const validateWorkload: Validate = (object, before) => {
  const workload = object as Deployment;
  return [
    ...countProblems(workload),
    ...selectorProblems(object.kind, workload.spec.selector),
    ...templateProblems(workload),
    ...(before ? immutableSelector(workload, before as Deployment) : []),
  ];
};

const changeable = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

/** Everything else of a StatefulSet, the selector among it, is there to stay. */
export const validateStatefulSet: Validate = (object, before) => {
  const { spec } = object as StatefulSet;
  const own = validateWorkload(object, undefined);
  if (!before) return own;
  const fixed = (value: StatefulSet['spec']) =>
    Object.fromEntries(Object.entries(value).filter(([field]) => !changeable.includes(field)));
  if (isDeepStrictEqual(fixed(spec), fixed((before as StatefulSet).spec))) return own;
  const list = changeable
    .slice(0, -1)
    .map((field) => `'${field}'`)
    .join(', ');
  const why = `updates to statefulset spec for fields other than ${list} and 'minReadySeconds' are forbidden`;
  return [...own, notAllowed('spec', why)];
};

export const validatePod: Validate = (object) => podSpecProblems('spec', (object as Pod).spec);
