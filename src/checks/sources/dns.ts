/** What is read about the cluster's DNS: its Service, its pods, its Corefile, its rights, its logs. */
import { containerOf } from '../../network/dns-pods.ts';
import { isReady, restartsOf } from '../../network/pod-trouble.ts';
import type { Pod } from '../../objects/pod.ts';
import type { LogQuery, Query } from '../../snapshot.ts';
import type { Target } from '../target.ts';
import { extensionsAt } from './network.ts';
import { type Facts, type GivenSource, type LogSource, read } from './source.ts';

const system = 'kube-system';
const openShift = 'openshift-dns';
/** CoreDNS carries the label of its forerunner wherever it was installed for that one's place. */
const label = 'k8s-app=kube-dns';
const openShiftLabel = 'dns.operator.openshift.io/daemonset-dns=default';
/** The name that kubeadm, EKS, AKS and k3s give both. */
const role = 'system:coredns';

const mostPods = 200;
const podsWhoseEventsAreRead = 5;
/** As many as the door reads at once. */
const mostLogs = 3;

/** Nodes that tell who serves DNS where no pods do: EKS Auto Mode, and GKE with its Cloud DNS. */
const tellingNodes = ['eks.amazonaws.com/compute-type=auto', 'cloud.google.com/gke-nodepool'];

/** Asks once the DNS pods are known and there are none. */
const whereNoPods =
  (queries: readonly Query[]) =>
  ({ dnsPods }: Facts) =>
    dnsPods && (dnsPods.all.length > 0 || dnsPods.gaps.length > 0 ? [] : queries);

/** The namespaces of the DNS pods. */
const servers = ({ dnsPods }: Facts) =>
  dnsPods && [...new Set(dnsPods.all.map(({ metadata }) => metadata.namespace))];

/** Where no policy is about the DNS pods, nobody needs to know what else may decide. */
const isBare = ({ dnsPolicies }: Facts) => dnsPolicies?.all.length === 0;

/** Both ends of a question to DNS: the DNS pods', and the client's beside the one it has in its name. */
function ends(known: Facts, { from, namespace }: Target): readonly string[] | undefined {
  if (from?.kind !== 'name') return [];
  const own = servers(known);
  return own && [...new Set([...own, ...(namespace === undefined ? [] : [namespace])])];
}

/** Brought by `check dns <name>`. */
const given: GivenSource = { how: 'given' };

export const dnsSources = {
  dnsServices: read('services', () => [
    { kind: 'services', namespace: system, labels: label, limit: 20 },
    { kind: 'services', namespace: openShift, name: 'dns-default' },
  ]),
  dnsPods: read('pods', () => [
    { kind: 'pods', namespace: system, labels: label, limit: mostPods },
    { kind: 'pods', namespace: openShift, labels: openShiftLabel, limit: mostPods },
  ]),
  dnsSlices: read('endpointslices', ({ dnsServices }) =>
    dnsServices?.all.map(({ metadata: { namespace, name } }) => ({
      kind: 'endpointslices',
      namespace,
      labels: `kubernetes.io/service-name=${name}`,
    })),
  ),
  dnsDeployments: read(
    'deployments',
    whereNoPods([{ kind: 'deployments', namespace: system, labels: label, limit: 5 }]),
  ),
  someNodes: read(
    'nodes',
    whereNoPods(tellingNodes.map((labels) => ({ kind: 'nodes', labels, limit: 1 }))),
  ),
  corefiles: read('configmaps', () => [
    { kind: 'configmaps', namespace: system, name: 'coredns' },
    { kind: 'configmaps', namespace: openShift, name: 'dns-default' },
  ]),
  dnsEvents: read('events', ({ dnsPods }) =>
    dnsPods?.all
      .filter((pod) => !isReady(pod))
      .slice(0, podsWhoseEventsAreRead)
      .map(({ metadata: { namespace, name } }) => ({
        kind: 'events',
        namespace,
        fields: `involvedObject.kind=Pod,involvedObject.name=${name},type=Warning`,
        limit: 20,
      })),
  ),
  dnsRoles: read('clusterroles', () => [{ kind: 'clusterroles', name: role }], {
    isOptional: true,
  }),
  dnsBindings: read('clusterrolebindings', () => [{ kind: 'clusterrolebindings', name: role }], {
    isOptional: true,
  }),
  dnsLogs: {
    how: 'logs',
    isOptional: true,
    queries: ({ dnsPods }: Facts) => dnsPods && logQueries(dnsPods.all),
  } satisfies LogSource,
  dnsNamespaces: read('namespaces', (known, target) =>
    ends(known, target)?.map((name) => ({ kind: 'namespaces', fields: `metadata.name=${name}` })),
  ),
  dnsPolicies: read('networkpolicies', (known, target) => {
    const own = target.from ? ends(known, target) : servers(known);
    return own?.map((namespace) => ({ kind: 'networkpolicies', namespace }));
  }),
  dnsExtensions: extensionsAt((known, target) => {
    if (!target.from) return known.dnsPolicies && (isBare(known) ? [] : servers(known));
    const own = ends(known, target);
    const { from } = target;
    const caller = from?.kind === 'name' ? (from.namespace ?? from.name) : undefined;
    return own && caller !== undefined ? [...new Set([...own, caller])] : own;
  }),
  dnsName: given,
  /** What DNS pods said; to forward their ports is a Role of its own. */
  dnsAnswers: { ...given, isOptional: true } satisfies GivenSource,
} as const;

/** The sickest first; of one that is down, the run before its last restart as well. */
function logQueries(pods: readonly Pod[]): LogQuery[] {
  const sickest = pods.toSorted(
    (a, b) => Number(isReady(a)) - Number(isReady(b)) || restartsOf(b) - restartsOf(a),
  );
  return sickest.flatMap(logQueriesOf).slice(0, mostLogs);
}

function logQueriesOf(pod: Pod): LogQuery[] {
  const { namespace, name } = pod.metadata;
  const container = containerOf(pod);
  const now: LogQuery = { namespace, pod: name, ...(container !== undefined && { container }) };
  const isDown = !isReady(pod) && restartsOf(pod) > 0;
  return isDown ? [now, { ...now, previous: true }] : [now];
}
