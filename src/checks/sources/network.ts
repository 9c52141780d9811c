/** What is read about the way to a Service: kube-proxy, NetworkPolicies, and who calls. */
import type { Kind } from '../../objects/registry.ts';
import type { Query, Snapshot } from '../../snapshot.ts';
import type { Target } from '../target.ts';
import type { Workload } from './items.ts';
import { placeOf } from './service.ts';
import { type Facts, type ReadSource, read } from './source.ts';

const system = 'kube-system';
/** Only that there is one matters. */
const few = { limit: 5 };

/** Kinds by which networks extend or replace NetworkPolicy; most clusters know few of them. */
const extensionKinds = [
  'ciliumnetworkpolicies',
  'ciliumclusterwidenetworkpolicies',
  'caliconetworkpolicies',
  'globalnetworkpolicies',
  'adminnetworkpolicies',
  'baselineadminnetworkpolicies',
  'clusternetworkpolicies',
] as const satisfies readonly Kind[];

const namespaced: readonly Kind[] = ['ciliumnetworkpolicies', 'caliconetworkpolicies'];

/** `shop/web-1` names both; a bare word is a namespace, or a pod beside the target. */
function callerOf({ from, namespace }: Target): { namespace?: string; pod?: string } {
  if (from?.kind !== 'name') return {};
  if (from.namespace !== undefined) return { namespace: from.namespace, pod: from.name };
  return { namespace: from.name, ...(namespace !== undefined && { pod: from.name }) };
}

/** Those of the whole cluster, and of the namespaces; no namespace: nothing is asked. */
export function extensionsAt(
  namespacesOf: (known: Facts, target: Target) => readonly string[] | undefined,
): ReadSource<{ kind: string; name: string }> {
  return {
    how: 'read',
    kinds: extensionKinds,
    queries: (known, target) => {
      const namespaces = namespacesOf(known, target);
      return namespaces?.length === 0 ? [] : namespaces && extensionQueries(namespaces);
    },
    pick: (objects) =>
      extensionKinds.flatMap((kind) =>
        (objects[kind] ?? []).map(({ metadata }) => ({ kind, name: metadata.name })),
      ),
  };
}

function extensionQueries(namespaces: readonly string[]): Query[] {
  return extensionKinds.flatMap((kind): Query[] =>
    namespaced.includes(kind)
      ? namespaces.map((namespace) => ({ kind, namespace, ...few }))
      : [{ kind, ...few }],
  );
}

/** Where a pod or a workload of the caller's name is looked for. */
function placeOfCaller({ from, namespace }: Target): string | undefined {
  return (from?.kind === 'name' ? from.namespace : undefined) ?? namespace;
}

const workloadKinds = ['deployments', 'statefulsets', 'daemonsets'] as const;

export const networkSources = {
  systemDaemonSets: read('daemonsets', () => [
    { kind: 'daemonsets', namespace: system, limit: 200 },
  ]),
  proxyPods: read('pods', ({ systemDaemonSets }) => {
    if (!systemDaemonSets) return undefined;
    const set = systemDaemonSets.all.find(({ metadata }) => metadata.name === 'kube-proxy');
    const isWhole = set && set.status.numberReady >= set.status.desiredNumberScheduled;
    if (isWhole) return [];
    const labels = set ? 'k8s-app=kube-proxy' : 'component=kube-proxy';
    return [{ kind: 'pods', namespace: system, labels, limit: 500 }];
  }),
  policies: read('networkpolicies', (known, target) => {
    const namespace = placeOf(known, target);
    return namespace === undefined ? known.service && [] : [{ kind: 'networkpolicies', namespace }];
  }),
  callerNamespace: read('namespaces', (_, target) => {
    const { namespace } = callerOf(target);
    return namespace === undefined ? [] : [{ kind: 'namespaces', name: namespace }];
  }),
  callerPods: read('pods', (_, target) => {
    const [pod, where] = [callerOf(target).pod, placeOfCaller(target)];
    if (pod === undefined || where === undefined) return [];
    return [{ kind: 'pods', namespace: where, fields: `metadata.name=${pod}` }];
  }),
  callerWorkloads: {
    how: 'read',
    kinds: workloadKinds,
    queries: (_: Facts, target: Target) => {
      const [name, where] = [callerOf(target).pod, placeOfCaller(target)];
      if (name === undefined || where === undefined) return [];
      return workloadKinds.map((kind): Query => ({ kind, namespace: where, name }));
    },
    pick: (objects: Snapshot['objects']) =>
      workloadKinds.flatMap((kind): readonly Workload[] => objects[kind] ?? []),
  } satisfies ReadSource<Workload>,
  callerPolicies: read('networkpolicies', (known, target) => {
    if (target.from?.kind !== 'name') return [];
    if (!known.callerNamespace || !known.callerPods || !known.callerWorkloads) return undefined;
    const [caller] = [...known.callerPods.all, ...known.callerWorkloads.all];
    const namespace = caller?.metadata.namespace ?? known.callerNamespace.all[0]?.metadata.name;
    return namespace === undefined || namespace === placeOf(known, target)
      ? []
      : [{ kind: 'networkpolicies', namespace }];
  }),
  extensions: extensionsAt((known, target) => {
    const namespace = placeOf(known, target);
    return namespace === undefined ? known.service && [] : [namespace];
  }),
} as const;
