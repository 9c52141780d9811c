/** What could start pods for a Service that has none. */
import type { Deployment } from '../objects/deployment.ts';
import type { StatefulSet } from '../objects/stateful-set.ts';
import type { View } from './check.ts';

export interface Starter {
  kind: 'Deployment' | 'StatefulSet';
  object: Deployment | StatefulSet;
}

export function startersIn({
  deployments,
  statefulSets,
}: View<never, 'deployments' | 'statefulSets'>): Starter[] {
  return [
    ...(deployments?.all ?? []).map((object): Starter => ({ kind: 'Deployment', object })),
    ...(statefulSets?.all ?? []).map((object): Starter => ({ kind: 'StatefulSet', object })),
  ];
}

/** `deployment shop/redis`, the object of an evidence. */
export const starterName = ({ kind, object: { metadata } }: Starter): string =>
  `${kind.toLowerCase()} ${metadata.namespace}/${metadata.name}`;
