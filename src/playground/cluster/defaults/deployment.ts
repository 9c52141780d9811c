/** Defaults of Deployments (apps/v1). */
import { type Defaulter, fill } from './defaults.ts';
import type { Deployment } from './kinds.ts';
import { defaultPodSpec } from './pod.ts';

export const defaultDeployment: Defaulter = (draft) => {
  const { spec } = draft as Deployment;
  fill(spec, {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: {},
  });
  const strategy = fill(spec.strategy ?? {}, { type: 'RollingUpdate' });
  if (strategy.type === 'RollingUpdate') {
    strategy.rollingUpdate = fill(strategy.rollingUpdate ?? {}, {
      maxSurge: '25%',
      maxUnavailable: '25%',
    });
  }
  defaultPodSpec(spec.template.spec);
  draft.status ??= {};
};
