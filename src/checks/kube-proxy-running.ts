/** Does kube-proxy run, which makes a Service's address lead to its endpoints, or what replaces it? */
import { firstOf } from '../network/nearest.ts';
import { isReady, podTrouble } from '../network/pod-trouble.ts';
import { proxyReplacement } from '../network/proxy-replacements.ts';
import { formOf } from '../network/service-facts.ts';
import type { DaemonSet } from '../objects/daemon-set.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { code, count, visible } from '../report.ts';
import { callingPod } from './calling-pod.ts';
import { defineCheck, type Evidence, type Finding } from './check.ts';
import { objectOf, ofService, ok, problem, skipped, unknown, warning } from './findings.ts';

export const kubeProxyRunning = defineCheck({
  id: 'kube-proxy-running',
  title: 'kube-proxy, or what replaces it, runs',
  needs: ['service', 'systemDaemonSets', 'proxyPods'],
  wants: ['nodes', 'callerPods', 'callerNamespace'],
  explain: {
    why: 'The address of a Service exists nowhere: on each node kube-proxy (or a network that replaces it) turns it into that of an endpoint. Where it does not run, new endpoints stay unknown and old ones are kept.',
    how: 'The DaemonSet `kube-proxy` in kube-system is read, its pods where not all are ready, or its static pods. Clusters that do without (Cilium, GKE Dataplane V2, k3s, EKS Auto Mode, ...) are known by their own traces.',
    fix: 'Read the log of the kube-proxy pod on the node concerned.',
  },
  run: (view, target) =>
    ofService(view, (service) => {
      const reason = unusedBy(service);
      if (reason !== undefined) return skipped(reason);
      const sets = view.systemDaemonSets.all;
      const set = sets.find(({ metadata }) => metadata.name === 'kube-proxy');
      const pods = view.proxyPods.all;
      const caller = callingPod(view, target);
      // Replacements are often put in by giving its DaemonSet a node selector that no node has.
      if (set && set.status.desiredNumberScheduled > 0) return ofSet(set, pods, caller);
      if (pods.length > 0) return ofPods(pods, pods.length, caller);
      const instead = proxyReplacement(sets, view.nodes?.all ?? []);
      if (instead) return ok(`there is no kube-proxy: ${instead}`);
      return unknown(
        'no kube-proxy was found in `kube-system`, and no network that is known to replace it: whether one does cannot be told from here',
      );
    }),
});

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#servicekubernetesioservice-proxy-name */
const otherProxy = 'service.kubernetes.io/service-proxy-name';

function unusedBy(service: Service): string | undefined {
  const form = formOf(service);
  if (form === 'ExternalName') return 'an alias is not proxied';
  if (form === 'headless') return 'a headless Service is not proxied';
  const other = service.metadata.labels[otherProxy];
  return other ? `it is left to another proxy, ${code(other)}` : undefined;
}

function ofSet({ status }: DaemonSet, pods: readonly Pod[], caller: Pod | undefined): Finding {
  const { desiredNumberScheduled: wanted, numberReady: ready } = status;
  if (ready >= wanted) return ok(`kube-proxy is ready on ${onNodes(wanted)}`);
  return ofPods(pods, wanted, caller, ready);
}

/** What matters is the client's node: there the address of the Service is translated. */
function ofPods(
  pods: readonly Pod[],
  wanted: number,
  caller: Pod | undefined,
  ready = pods.filter(isReady).length,
): Finding {
  const lost = pods.filter(isNodeLost).length;
  const sick = pods.filter((pod) => !isReady(pod) && !isNodeLost(pod));
  if (ready > 0 && ready + lost >= wanted && lost > 0) {
    return ok(`kube-proxy is ready on every node that reports, ${ready} of ${wanted}`);
  }
  if (ready >= wanted) return ok(`kube-proxy is ready on ${onNodes(wanted)}`);
  return notReady(sick, { ready, wanted, lost }, caller, labelsOf(pods));
}

interface Numbers {
  ready: number;
  wanted: number;
  lost: number;
}

function notReady(
  sick: readonly Pod[],
  { ready, wanted, lost }: Numbers,
  caller: Pod | undefined,
  labels: string,
): Finding {
  const names = [...new Set(sick.flatMap(({ spec }) => spec.nodeName ?? []))];
  const where = names.length > 0 ? ` (${firstOf(names, 5)})` : '';
  const isCallers = caller?.spec.nodeName !== undefined && names.includes(caller.spec.nodeName);
  const trouble = sick.flatMap((pod) => podTrouble(pod) ?? [])[0];
  const why = trouble ? `: ${visible(trouble).replaceAll('`', "'")}` : '';
  const advice = {
    evidence: sick.slice(0, 5).map(toEvidence),
    fix: 'Read why the kube-proxy pods there do not run; until then new endpoints are unknown on these nodes, and old ones are kept.',
    kubectl: `kubectl get pods -n kube-system -l ${labels} -o wide`,
  };
  if (ready === 0) {
    const summary = `kube-proxy is ready on none of ${count(wanted, 'node')}${why}`;
    return problem({ ...advice, summary });
  }
  if (isCallers) {
    const node = code(caller.spec.nodeName ?? '');
    const summary = `kube-proxy is not ready on node ${node}, where the caller runs${why}`;
    return problem({ ...advice, summary });
  }
  const some = `kube-proxy is not ready on ${wanted - ready - lost} of ${count(wanted, 'node')}${where}`;
  return warning({ ...advice, summary: `${some}, where clients may miss new endpoints${why}` });
}

/** Of a DaemonSet, or of static pods. */
const labelsOf = (pods: readonly Pod[]) =>
  pods.some(({ metadata }) => metadata.labels.component === 'kube-proxy')
    ? 'component=kube-proxy'
    : 'k8s-app=kube-proxy';

/** Marked as not ready though its containers are: nobody hears of the node, and no client runs there. */
const isNodeLost = (pod: Pod) =>
  !isReady(pod) &&
  pod.status.conditions.some(({ type, status }) => type === 'ContainersReady' && status === 'True');

const onNodes = (n: number) => (n === 1 ? 'the only node' : `all ${n} nodes`);

const toEvidence = (pod: Pod): Evidence => ({
  object: objectOf('pod', pod),
  field: 'status.conditions[Ready]',
  value: visible(podTrouble(pod) ?? 'False'),
});
