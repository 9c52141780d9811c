/** Deployments: one ReplicaSet per template, sized step by step, and the status over all of them. */
import { isDeepStrictEqual } from 'node:util';
import type { Deployment, Labels, PodTemplate, ReplicaSet } from '../defaults/kinds.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';
import { deploymentStatus } from './deployment-status.ts';
import { templateHash } from './names.ts';
import { maxSurge, nextSizes } from './rollout.ts';
import { controllerOf, ownerReference, type World } from './world.ts';

const hashLabel = 'pod-template-hash';
const prefix = 'deployment.kubernetes.io/';
const revisionKey = `${prefix}revision`;

const revisionOf = (set: ReplicaSet) => Number(set.metadata.annotations?.[revisionKey] ?? 0);

function withoutHash(template: PodTemplate): PodTemplate {
  const { [hashLabel]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** By content, not by hash: the hash of another server's making would never be ours. */
const sameTemplate = (set: ReplicaSet, deployment: Deployment) =>
  isDeepStrictEqual(withoutHash(set.spec.template), withoutHash(deployment.spec.template));

function annotations(deployment: Deployment, revision: number): Labels {
  const replicas = deployment.spec.replicas ?? 1;
  return {
    [`${prefix}desired-replicas`]: String(replicas),
    [`${prefix}max-replicas`]: String(replicas + maxSurge(deployment)),
    [revisionKey]: String(revision),
  };
}

/** Made with the size it should start with: its generation is 1, as one `create` gives. */
function createSet(world: World, deployment: Deployment, others: ReplicaSet[]): ReplicaSet {
  const { name, namespace = '' } = deployment.metadata;
  const { template, selector } = deployment.spec;
  const hash = templateHash(template);
  const labels = { ...template.metadata?.labels, [hashLabel]: hash };
  const revision = Math.max(0, ...others.map(revisionOf)) + 1;
  const draft = {
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      annotations: annotations(deployment, revision),
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas: 0,
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [hashLabel]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
  const empty: ReplicaSet = { apiVersion: 'apps/v1', kind: 'ReplicaSet', ...draft };
  const first = deployment.spec.paused
    ? undefined
    : nextSizes(deployment, empty, others).find(({ set }) => set === empty);
  const replicas = first?.replicas ?? 0;
  const created = world.create('ReplicaSet', { ...draft, spec: { ...draft.spec, replicas } });
  if (replicas > 0) report(world, deployment, draft.metadata.name, 0, replicas);
  return created;
}

function report(world: World, deployment: Deployment, set: string, from: number, to: number): void {
  const direction = to > from ? 'up' : 'down';
  world.record({
    about: deployment,
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: `Scaled ${direction} replica set ${set} from ${from} to ${to}`,
    component: 'deployment-controller',
  });
}

function scale(world: World, deployment: Deployment, set: ReplicaSet, replicas: number): void {
  world.update('ReplicaSet', { ...set, spec: { ...set.spec, replicas } });
  report(world, deployment, set.metadata.name, set.spec.replicas ?? 0, replicas);
}

/** The newest revision is the one in use; going back to an old template makes it the newest. */
function annotate(
  world: World,
  deployment: Deployment,
  current: ReplicaSet,
  revision: number,
): void {
  const own = { ...current.metadata.annotations, ...annotations(deployment, revision) };
  world.update('ReplicaSet', { ...current, metadata: { ...current.metadata, annotations: own } });
}

function prune(world: World, deployment: Deployment, old: ReplicaSet[]): void {
  const idle = old.filter((set) => (set.spec.replicas ?? 0) === 0 && !set.status?.replicas);
  const surplus = idle.length - (deployment.spec.revisionHistoryLimit ?? 10);
  const oldest = idle.sort((a, b) => revisionOf(a) - revisionOf(b));
  for (const { metadata } of oldest.slice(0, Math.max(0, surplus))) {
    world.remove('ReplicaSet', metadata.namespace ?? '', metadata.name);
  }
}

export const deploymentController: ControllerFactory = (world) => {
  function reconcile(deployment: Deployment): void {
    const uid = deployment.metadata.uid ?? '';
    const sets = world.owned('ReplicaSet', uid);
    const known = sets.find((set) => sameTemplate(set, deployment));
    const others = sets.filter((set) => set !== known);
    const revision = Math.max(0, ...others.map(revisionOf)) + 1;
    const highest = Math.max(revision, known ? revisionOf(known) : 0);
    const current = known ?? createSet(world, deployment, others);
    annotate(world, deployment, current, highest);
    const { namespace = '', name } = current.metadata;
    const annotated = world.get('ReplicaSet', namespace, name) ?? current;
    if (!deployment.spec.paused) {
      for (const { set, replicas } of nextSizes(deployment, annotated, others)) {
        scale(world, deployment, set, replicas);
      }
      prune(world, deployment, others);
    }
    const now = world.now();
    const after = world.owned('ReplicaSet', uid);
    const currentAfter = world.get('ReplicaSet', namespace, name) ?? current;
    const own = { ...deployment.metadata.annotations, [revisionKey]: String(highest) };
    world.update('Deployment', {
      ...deployment,
      metadata: { ...deployment.metadata, annotations: own },
      status: deploymentStatus(deployment, currentAfter, after, now),
    });
  }

  return {
    name: 'deployment',
    affected({ resource, object }) {
      if (resource.kind === 'Deployment') return [keyOf(object)];
      const owner = resource.kind === 'ReplicaSet' ? controllerOf(object) : undefined;
      return owner?.kind === 'Deployment' ? [`${object.metadata.namespace}/${owner.name}`] : [];
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const deployment = world.get('Deployment', namespace, name);
      if (deployment && !deployment.metadata.deletionTimestamp) reconcile(deployment);
    },
  };
};
