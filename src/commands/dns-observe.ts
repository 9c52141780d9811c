/** `dns --observe`: the one question that matters most, asked of the cluster's DNS pods themselves. */
import type { Cluster } from '../cluster/cluster.ts';
import { parseAddress } from '../network/address.ts';
import type { DnsAnswer, DnsRecord, Observation } from '../network/dns-records.ts';
import type { Pod } from '../objects/pod.ts';
import { code, count, type NotEvaluated } from '../report.ts';
import {
  type DnsPod,
  describePermission,
  type Gap,
  gapsOf,
  type Lookup,
  type LookupFailure,
  type LookupRecord,
  type Query,
  type Snapshot,
} from '../snapshot.ts';
import type { Expected } from './dns-answers.ts';
import { notEvaluated } from './unreadable.ts';

export interface Observed {
  observed: Observation[];
  notEvaluated: NotEvaluated[];
  /** The same as gaps, for who decides by them what is in doubt. */
  open: Pick<Gap, 'reason' | 'message' | 'permission'>[];
}

/** CoreDNS and kube-dns; OpenShift's own. */
const podQueries: Query[] = [
  { kind: 'pods', namespace: 'kube-system', labels: 'k8s-app=kube-dns', limit: 50 },
  {
    kind: 'pods',
    namespace: 'openshift-dns',
    labels: 'dns.operator.openshift.io/daemonset-dns=default',
    limit: 50,
  },
];

const most = 5;
const what = 'what DNS really answers';

/** Waits for nothing else, so that it may be read along with what the answer rests on. */
export const readDnsPods = (cluster: Cluster): Promise<Snapshot> => cluster.read(podQueries);

/**
 * @param names the name that was asked about, written out
 * @param read the DNS pods, where they were asked for already
 */
export async function observe(
  cluster: Cluster,
  expected: readonly Expected[],
  names: readonly string[],
  read?: Snapshot,
): Promise<Observed> {
  const question = questionIn(expected, names);
  if (!question) return { observed: [], notEvaluated: [], open: [] };
  const snapshot = read ?? (await readDnsPods(cluster));
  const pods = (snapshot.objects.pods ?? []).filter(({ status }) => status.phase === 'Running');
  if (pods.length === 0) {
    const open = gapsOf(snapshot, 'pods');
    const gaps = notEvaluated(open, what);
    const why = `there is no running pod with the label ${code('k8s-app=kube-dns')}`;
    return { observed: [], notEvaluated: gaps.length > 0 ? gaps : [{ what, why }], open };
  }
  const lookups = await cluster.lookup(question, pods.slice(0, most).map(toDnsPod));
  const more = pods.length - most;
  const rest = {
    what: `${count(more, 'further DNS pod')}`,
    why: `no more than ${most} are asked`,
  };
  return {
    observed: lookups.map((lookup) => toObservation(question, lookup)),
    notEvaluated: [...lookups.flatMap(unheard), ...(more > 0 ? [rest] : [])],
    open: lookups.flatMap(gapOf),
  };
}

function gapOf(lookup: Lookup): Observed['open'] {
  if (lookup.kind === 'answer') return [];
  const { reason, message, permission } = lookup.failure;
  const isRefused = reason === 'refused';
  return [
    { reason: isRefused ? reason : 'unreachable', message, ...(permission && { permission }) },
  ];
}

/** Of the name that was asked about, best one that has an answer; else the first of all. */
function questionIn(expected: readonly Expected[], names: readonly string[]) {
  const own = expected.filter(({ question }) => names.includes(question.name));
  const all = [...own, ...expected];
  const told = all.find(({ answer }) => answer.answers.length > 0) ?? all[0];
  const { name = '', type = 'TXT' } = told?.question ?? {};
  const isAskable = type === 'A' || type === 'AAAA' || type === 'SRV' || type === 'PTR';
  return isAskable || type === 'CNAME' ? { name, type } : undefined;
}

/** The port of the pod itself: 53, or 5353 where it runs without the right to lower ones. */
function toDnsPod({ metadata, spec }: Pod): DnsPod {
  const { namespace, name } = metadata;
  const ports = spec.containers
    .flatMap((container) => container.ports)
    .filter(({ protocol, containerPort }) => protocol === 'TCP' && isDnsPort(containerPort));
  return { namespace, name, port: ports[0]?.containerPort ?? 53 };
}

const isDnsPort = (port: number) => port === 53 || port === 5353;

function toObservation(question: Observation['question'], lookup: Lookup): Observation {
  const server = lookup.pod.name;
  if (lookup.kind === 'not-observed') {
    return { question, server, failure: lookup.failure.message };
  }
  const { rcode, ms, authoritative, answers, additionals } = lookup;
  if (!isKnown(rcode)) return { question, server, ms, failure: `it answered ${rcode}` };
  const answer: DnsAnswer = {
    rcode,
    authoritative,
    answers: answers.map(toRecord),
    additionals: additionals.map(toRecord),
  };
  return { question, server, ms, answer };
}

type Known = Exclude<DnsAnswer['rcode'], 'FORWARDED' | 'UNKNOWN'>;

function isKnown(rcode: string): rcode is Known {
  return ['NOERROR', 'NXDOMAIN', 'SERVFAIL', 'REFUSED'].includes(rcode);
}

/** Equal addresses become equal texts. */
function toRecord(record: LookupRecord): DnsRecord {
  if (record.type !== 'AAAA') return record;
  return { ...record, data: parseAddress(record.data)?.text ?? record.data };
}

function unheard(lookup: Lookup): NotEvaluated[] {
  if (lookup.kind === 'answer') return [];
  return [{ what: `the answer of ${code(lookup.pod.name)}`, why: whyNot(lookup.failure) }];
}

/** A forward that failed says nothing about the pod. */
function whyNot({ reason, message, permission }: LookupFailure): string {
  switch (reason) {
    case 'refused': {
      const right = permission ? code(describePermission(permission)) : 'forward its port';
      return `this account may not ${right}. Apply the optional Role with ${code('kubectl apply -k infra/kubernetes/dns-lookup')}.`;
    }
    case 'denied':
      return `an admission policy of the cluster does not allow the forward: ${message}`;
    case 'silent':
    case 'closed':
      return `not observed through the API server: ${message}. It may still answer its clients.`;
    case 'unreachable':
      return `the port could not be forwarded: ${message}`;
  }
}
