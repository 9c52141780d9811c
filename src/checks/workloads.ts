/** Which workload pods belong to, told from the pods alone: no right to read workloads is needed. */
import type { Pod } from '../objects/pod.ts';
import { code } from '../report.ts';

export interface Workload {
  /** `Deployment`; '' for pods that nobody looks after. */
  kind: string;
  name: string;
  pods: readonly Pod[];
}

/** The largest first. */
export function workloadsOf(pods: readonly Pod[]): Workload[] {
  const owned = new Map(pods.map((pod) => [pod, ownerOf(pod)]));
  const keyOf = (pod: Pod) => {
    const { kind, name } = owned.get(pod) ?? orphan;
    return kind === '' || kind === 'Node'
      ? `${kind} ${labelsText(pod)}`
      : `${kind} ${family(name, kind)}`;
  };
  return [...Map.groupBy(pods, keyOf).values()]
    .map((group): Workload => {
      const [first] = group;
      return { ...((first && owned.get(first)) ?? orphan), pods: group };
    })
    .sort((a, b) => b.pods.length - a.pods.length || a.name.localeCompare(b.name, 'en'));
}

/** Deployment `api` */
export function workloadName({ kind, name, pods }: Workload): string {
  if (kind === 'Node') return 'static pods';
  if (kind !== '') return `${kind} ${code(name)}`;
  return pods.length === 1 ? `pod ${code(name)}, which nobody owns` : 'pods that nobody owns';
}

const orphan = { kind: '', name: '' };

/**
 * A ReplicaSet is named after its Deployment and the hash that its pods carry:
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label.
 * So do Argo Rollouts and OpenShift's DeploymentConfigs, with labels of their own.
 */
function ownerOf({ metadata }: Pod): { kind: string; name: string } {
  const { ownerReferences: owners, labels } = metadata;
  const owner = owners.find(({ controller }) => controller) ?? owners[0];
  if (!owner) return { kind: '', name: metadata.name };
  const { kind, name } = owner;
  const config = labels.deploymentconfig;
  if (kind === 'ReplicationController' && config) return { kind: 'DeploymentConfig', name: config };
  if (kind !== 'ReplicaSet') return { kind, name };
  const maker = (of: string, hash: string | undefined) =>
    hash && name.endsWith(`-${hash}`)
      ? { kind: of, name: name.slice(0, -hash.length - 1) }
      : undefined;
  return (
    maker('Rollout', labels['rollouts-pod-template-hash']) ??
    maker('Deployment', labels['pod-template-hash']) ?? { kind, name }
  );
}

/** The Jobs of one CronJob are named after it and the minute; a date at the end means as much. */
const family = (name: string, kind: string) =>
  kind === 'Job' ? name.replace(/-\d{8,}$/, '') : name;

/** Written by controllers and the scheduler, not by whoever deploys. */
const generated =
  /^(pod-template-hash|rollouts-pod-template-hash|controller-revision-hash|pod-template-generation|controller-uid|job-name)$|^(statefulset|apps|batch|topology)\.kubernetes\.io\//;

const isOwn = ([key]: [string, string]) => !generated.test(key);

/** `app=api,track=stable`: those that somebody gave it on purpose. */
export function labelsText({ metadata: { labels } }: Pod): string {
  return Object.entries(labels)
    .filter(isOwn)
    .map((pair) => pair.join('='))
    .sort()
    .join(',');
}

/** A label that all pods of the one carry and none of the others: what a selector could ask for. */
export function distinctLabel(one: Workload, others: readonly Workload[]): string | undefined {
  const [first] = one.pods;
  const carries = (key: string, value: string) => (pod: Pod) => pod.metadata.labels[key] === value;
  const found = Object.entries(first?.metadata.labels ?? {})
    .filter(isOwn)
    .find(
      ([key, value]) =>
        one.pods.every(carries(key, value)) &&
        !others.some(({ pods }) => pods.some(carries(key, value))),
    );
  return found?.join('=');
}
