/** Who calls, as NetworkPolicies see it. */
import type { Peer } from '../network/policy-sides.ts';
import type { Namespace } from '../objects/namespace.ts';
import type { Pod } from '../objects/pod.ts';
import type { Workload } from './sources/items.ts';
import type { Found } from './sources/source.ts';
import type { Target } from './target.ts';

export interface CallerView {
  namespace: Found<Namespace>;
  callerNamespace: Found<Namespace>;
  callerPods: Found<Pod>;
  callerWorkloads: Found<Workload>;
}

/** undefined: nobody was named, or the one named is not there. A namespace goes before a pod, a pod before a workload. */
export function callerOf(view: CallerView, { from }: Target): Peer | undefined {
  if (!from) return undefined;
  if (from.kind !== 'name') return from;
  const [pod] = view.callerPods.all;
  const [namespace] = view.callerNamespace.all;
  const isNamespace = namespace?.metadata.name === from.name && from.namespace === undefined;
  if (isNamespace) {
    const { name, labels } = namespace.metadata;
    return { kind: 'namespace', namespace: name, namespaceLabels: labels };
  }
  if (pod) {
    return { kind: 'pod', pod, namespaceLabels: labelsOf(view, pod.metadata.namespace) };
  }
  const [workload] = view.callerWorkloads.all;
  return workload && peerOf(workload, view);
}

/** Any of its pods, as its template says. */
function peerOf({ metadata, spec }: Workload, view: CallerView): Peer {
  const { namespace, name } = metadata;
  const { template } = spec;
  return {
    kind: 'workload',
    namespace,
    name,
    labels: template.metadata.labels,
    isHostNetwork: template.spec.hostNetwork,
    namespaceLabels: labelsOf(view, namespace),
  };
}

export function labelsOf(
  { namespace, callerNamespace }: Pick<CallerView, 'namespace' | 'callerNamespace'>,
  name: string,
): Record<string, string> | undefined {
  const all = [...namespace.all, ...callerNamespace.all];
  return all.find(({ metadata }) => metadata.name === name)?.metadata.labels;
}
