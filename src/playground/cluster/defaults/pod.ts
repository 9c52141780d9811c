/** Defaults of pods and of the templates that make them. */
import type { KubeObject } from '../storage.ts';
import { defaultContainer } from './container.ts';
import { type Defaulter, fill } from './defaults.ts';
import type { Pod, PodSpec, Toleration } from './kinds.ts';

const octal644 = 420;

function defaultVolumes(spec: PodSpec): void {
  for (const volume of spec.volumes ?? []) {
    for (const source of ['configMap', 'secret', 'projected', 'downwardAPI']) {
      const found = volume[source] as { defaultMode?: number } | undefined;
      if (found) fill(found, { defaultMode: octal644 });
    }
  }
}

/** The old field name `serviceAccount` is written next to the new one, whichever was given. */
function mirrorServiceAccount(spec: PodSpec): void {
  const name = spec.serviceAccountName ?? spec.serviceAccount;
  if (typeof name !== 'string') return;
  spec.serviceAccountName = name;
  spec.serviceAccount = name;
}

export function defaultPodSpec(spec: PodSpec): void {
  fill(spec, {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  });
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    defaultContainer(container);
  }
  defaultVolumes(spec);
  mirrorServiceAccount(spec);
}

/** What the DefaultTolerationSeconds admission adds: five minutes on a node that went away. */
function defaultTolerations(spec: PodSpec): void {
  const present = spec.tolerations ?? [];
  const added = ['not-ready', 'unreachable'].flatMap((state): Toleration[] => {
    const key = `node.kubernetes.io/${state}`;
    const covered = present.some(
      (one) =>
        (one.key === key || one.key === undefined) && (one.effect ?? 'NoExecute') === 'NoExecute',
    );
    return covered
      ? []
      : [{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }];
  });
  if (present.length + added.length > 0) spec.tolerations = [...present, ...added];
}

type Amounts = { requests?: Record<string, string>; limits?: Record<string, string> };

/** Guaranteed needs cpu and memory limits equal to the requests in every container. */
function qosClass(spec: PodSpec): string {
  const all = spec.containers.map((container) => (container.resources ?? {}) as Amounts);
  const set = (amounts: Amounts) =>
    Object.keys({ ...amounts.requests, ...amounts.limits }).length > 0;
  if (!all.some(set)) return 'BestEffort';
  const guaranteed = all.every(({ requests, limits }) =>
    ['cpu', 'memory'].every(
      (name) => limits?.[name] !== undefined && (requests?.[name] ?? limits[name]) === limits[name],
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

export const defaultPod: Defaulter = (draft: KubeObject, { before }) => {
  const pod = draft as Pod;
  defaultPodSpec(pod.spec);
  fill(pod.spec, { enableServiceLinks: true, serviceAccountName: 'default' });
  mirrorServiceAccount(pod.spec);
  if (before) return;
  fill(pod.spec, { preemptionPolicy: 'PreemptLowerPriority', priority: 0 });
  defaultTolerations(pod.spec);
  pod.status = fill(pod.status ?? {}, { phase: 'Pending', qosClass: qosClass(pod.spec) });
};
