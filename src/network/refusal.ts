/** Why pods of a workload are not even created: the API server's own words, and what to do about them. */
import type { Deployment } from '../objects/deployment.ts';
import type { StatefulSet } from '../objects/stateful-set.ts';
import { visible } from '../report.ts';

/**
 * Of a Deployment its condition ReplicaFailure repeats what was said to its ReplicaSet; a StatefulSet has
 * no such condition, only events.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment
 */
export function refusalOf({ status }: Deployment | StatefulSet): string | undefined {
  const said = status.conditions.find((one) => one.type === 'ReplicaFailure');
  if (said?.status !== 'True' || !said.message) return undefined;
  return visible(said.message.replace(/^pods "[^"]*" is /, ''));
}

const advices: readonly [words: RegExp, fix: string][] = [
  [/exceeded quota/, 'Raise the ResourceQuota that it names, or let pods ask for less.'],
  [
    /failed quota/,
    'The ResourceQuota that it names wants every container to say what it requests: add that to the pod template.',
  ],
  [
    /violates PodSecurity/,
    'Mend in the pod template what it names, or set another level in the label `pod-security.kubernetes.io/enforce` of the namespace.',
  ],
  [/service ?account/, 'Create the ServiceAccount, or name one that exists in the pod template.'],
  [/LimitRange|per Container|per Pod/, 'Let the pod template keep to the LimitRange.'],
  [/webhook/, 'Look at the admission webhook that it names: it refuses the pods or is down.'],
];

export const refusalAdvice = (refusal: string): string =>
  advices.find(([words]) => words.test(refusal))?.[1] ?? 'Mend what it names in the pod template.';
