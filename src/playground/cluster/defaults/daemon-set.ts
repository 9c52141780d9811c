/** Defaults of DaemonSets (apps/v1). */
import { isDeepStrictEqual } from 'node:util';
import { type Defaulter, fill } from './defaults.ts';
import type { DaemonSet } from './kinds.ts';
import { defaultPodSpec } from './pod.ts';

const generationKey = 'deprecated.daemonset.template.generation';

/** Still written by 1.36: it counts changes of the template, not of the whole spec. */
function templateGeneration(draft: DaemonSet, before: DaemonSet | undefined): string {
  if (!before) return '1';
  const stored = before.metadata.annotations?.[generationKey] ?? '1';
  const same = isDeepStrictEqual(draft.spec.template, before.spec.template);
  return same ? stored : String(Number(stored) + 1);
}

export const defaultDaemonSet: Defaulter = (draft, { before }) => {
  const daemonSet = draft as DaemonSet;
  const { spec } = daemonSet;
  fill(spec, { revisionHistoryLimit: 10, updateStrategy: {} });
  const strategy = fill(spec.updateStrategy ?? {}, { type: 'RollingUpdate' });
  if (strategy.type === 'RollingUpdate') {
    strategy.rollingUpdate = { maxSurge: 0, maxUnavailable: 1, ...strategy.rollingUpdate };
  }
  defaultPodSpec(spec.template.spec);
  daemonSet.metadata.annotations = {
    ...daemonSet.metadata.annotations,
    [generationKey]: templateGeneration(daemonSet, before as DaemonSet | undefined),
  };
  daemonSet.status = fill(daemonSet.status ?? {}, {
    currentNumberScheduled: 0,
    desiredNumberScheduled: 0,
    numberMisscheduled: 0,
    numberReady: 0,
  });
};
