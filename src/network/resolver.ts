/**
 * What a pod's resolver does with a name: which queries it tries, in which order. Sources:
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/ and resolv.conf(5).
 */
import type { Pod } from '../objects/pod.ts';
import { labelsOf, normalName } from './dns-names.ts';
import type { DnsAnswer } from './dns-records.ts';

export interface ResolvConf {
  search: string[];
  /** With fewer dots than this, a name is first tried below every search domain. */
  ndots: number;
  nameservers: string[];
  options: string[];
  /** Whether the cluster's DNS is asked at all; else the node's, which knows no cluster names. */
  isCluster: boolean;
  /** What it was derived from, in words. */
  origin: string;
}

const usualNdots = 5;
/** Kubernetes allows this many search domains and characters in all; resolvers cut the rest. */
const mostDomains = 32;

export function usualConf(namespace: string, clusterDomain: string, servers: string[]): ResolvConf {
  return {
    search: [`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain],
    ndots: usualNdots,
    nameservers: servers,
    options: [`ndots:${usualNdots}`],
    isCluster: true,
    origin: 'a pod with default DNS settings (ClusterFirst)',
  };
}

/** What the kubelet writes into the pod's resolv.conf; the node's own search domains are not known. */
export function confOf(
  { metadata, spec }: Pod,
  clusterDomain: string,
  servers: string[],
): ResolvConf {
  const policy = spec.dnsPolicy ?? 'ClusterFirst';
  const isHost = spec.hostNetwork && policy === 'ClusterFirst';
  const usual = usualConf(metadata.namespace, clusterDomain, servers);
  const isNone = policy === 'None';
  const bare = { ...usual, search: [], ndots: 1, nameservers: [], options: [] };
  const isNode = policy === 'Default' || isHost;
  const base = isNode || isNone ? bare : usual;
  const { nameservers, searches, options } = spec.dnsConfig ?? noConfig;
  const own = options.map(({ name, value }) => (value ? `${name}:${value}` : name));
  const ndots = options.findLast(({ name }) => name === 'ndots')?.value;
  const all = unique([...base.nameservers, ...nameservers]);
  return {
    search: unique([...base.search, ...searches.map(normalName)]).slice(0, mostDomains),
    ndots: ndots === undefined ? base.ndots : Math.min(Math.max(Number(ndots) || 0, 0), 15),
    nameservers: all,
    options: [...base.options.filter((one) => !ndots || !one.startsWith('ndots:')), ...own],
    isCluster: isNone ? servers.some((server) => all.includes(server)) : !isNode,
    origin: isHost
      ? 'dnsPolicy ClusterFirst on the host network, which means the node’s own DNS'
      : `dnsPolicy ${policy}${spec.dnsConfig ? ' with dnsConfig' : ''}`,
  };
}

const noConfig = { nameservers: [], searches: [], options: [] };

/** The full names a resolver tries for a typed one, in order. */
export function candidates(typed: string, { search, ndots }: ResolvConf): string[] {
  const name = normalName(typed);
  if (typed.endsWith('.')) return [name];
  const below = search.map((domain) => `${name}.${domain}`);
  const dots = labelsOf(name).length - 1;
  return unique(dots >= ndots ? [name, ...below] : [...below, name]);
}

export interface Try {
  name: string;
  /** For every type that was asked. */
  answers: DnsAnswer[];
}

export interface Walk {
  tries: Try[];
  /** The try that answers; undefined if none does. */
  found?: Try;
  /** The try that another server has to answer, outside the cluster. */
  outside?: Try;
  /** Tries before it that found nothing. */
  misses: number;
}

/** Stops at the first try that answers, or that only another server can answer. */
export function walk(typed: string, conf: ResolvConf, ask: (name: string) => DnsAnswer[]): Walk {
  const tries: Try[] = [];
  for (const name of candidates(typed, conf)) {
    const attempt = { name, answers: ask(name) };
    const misses = tries.length;
    tries.push(attempt);
    if (attempt.answers.some(({ answers }) => answers.length > 0)) {
      return { tries, found: attempt, misses };
    }
    if (attempt.answers.some(({ rcode }) => rcode === 'FORWARDED')) {
      return { tries, outside: attempt, misses };
    }
  }
  return { tries, misses: tries.length };
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
