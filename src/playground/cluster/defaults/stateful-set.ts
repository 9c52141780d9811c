/** Defaults of StatefulSets (apps/v1). */
import { type Defaulter, fill } from './defaults.ts';
import type { StatefulSet } from './kinds.ts';
import { defaultPodSpec } from './pod.ts';

export const defaultStatefulSet: Defaulter = (draft) => {
  const statefulSet = draft as StatefulSet;
  const { spec } = statefulSet;
  fill(spec, {
    replicas: 1,
    revisionHistoryLimit: 10,
    podManagementPolicy: 'OrderedReady',
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    updateStrategy: {},
  });
  const strategy = fill(spec.updateStrategy ?? {}, { type: 'RollingUpdate' });
  if (strategy.type === 'RollingUpdate') {
    strategy.rollingUpdate = fill(strategy.rollingUpdate ?? {}, { partition: 0 });
  }
  defaultPodSpec(spec.template.spec);
  statefulSet.status = fill(statefulSet.status ?? {}, { replicas: 0, availableReplicas: 0 });
};
