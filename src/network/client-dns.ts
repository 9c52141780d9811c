/**
 * How a pod looks names up, and what may be wrong with that. Sources:
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/ and, for musl,
 * https://wiki.musl-libc.org/functional-differences-from-glibc.html#Name-Resolver/DNS
 */
import type { Pod } from '../objects/pod.ts';
import { code, count } from '../report.ts';
import { parseAddress } from './address.ts';
import { labelsOf, normalName } from './dns-names.ts';
import type { ResolvConf } from './resolver.ts';

export interface ClientTrouble {
  /** No name of the cluster resolves; else: not all, or not everywhere. */
  isTotal: boolean;
  field: string;
  value: string;
  text: string;
  fix: string;
}

const mostServers = 3;
const mostDomains = 32;
const mostCharacters = 2048;

/**
 * @param typed the name that was asked for, where one was
 * @param servers cluster IPs of the DNS Services; empty where they are not known
 */
export function clientTroubles(
  pod: Pod,
  conf: ResolvConf,
  servers: readonly string[],
  typed: string | undefined,
): ClientTrouble[] {
  return [
    ...policy(pod, conf, servers),
    ...(conf.isCluster ? dots(conf, typed) : []),
    ...limits(pod, conf),
  ];
}

function policy({ spec }: Pod, conf: ResolvConf, servers: readonly string[]): ClientTrouble[] {
  const set = spec.dnsPolicy ?? 'ClusterFirst';
  const total = { isTotal: true, field: 'spec.dnsPolicy', value: set };
  if (set === 'Default') {
    const text = `it has ${code('dnsPolicy: Default')}, which is the node’s DNS: no name of the cluster resolves there`;
    return [{ ...total, text, fix: `Set ${code('dnsPolicy: ClusterFirst')}.` }];
  }
  if (set === 'ClusterFirst' && spec.hostNetwork) {
    const text = `it is on the host network with ${code('dnsPolicy: ClusterFirst')}, which there means the node’s DNS: no name of the cluster resolves`;
    return [{ ...total, text, fix: `Set ${code('dnsPolicy: ClusterFirstWithHostNet')}.` }];
  }
  if (set !== 'None' || conf.isCluster || servers.length === 0) return [];
  // A cache on the node, such as NodeLocal DNSCache at 169.254.20.10, hands on to the cluster's DNS.
  if (conf.nameservers.some(isLinkLocal)) return [];
  const text = `it has ${code('dnsPolicy: None')}, and its dnsConfig does not name the cluster’s DNS: no name of the cluster resolves`;
  const fix = `Add ${code(servers[0] ?? '')} to the nameservers of its dnsConfig, or set ${code('dnsPolicy: ClusterFirst')}.`;
  return [
    {
      ...total,
      field: 'spec.dnsConfig.nameservers',
      value: conf.nameservers.join(', ') || 'none',
      text,
      fix,
    },
  ];
}

const isLinkLocal = (address: string) =>
  /^169\.254\.|^fe80:/i.test(parseAddress(address)?.text ?? '');

/** With few dots wanted, `redis.shop` is first asked for as it stands, and musl leaves it at that. */
function dots({ ndots, search }: ResolvConf, typed: string | undefined): ClientTrouble[] {
  const have = typed === undefined ? 1 : labelsOf(normalName(typed)).length - 1;
  const isShort = typed === undefined || (!typed.endsWith('.') && have <= 2);
  if (!isShort) return [];
  if (search.length === 0) {
    const text = 'it has no search list: only whole names of Services resolve';
    const fix = 'Ask by the whole name with a dot at its end, or add searches to its dnsConfig.';
    return [{ isTotal: false, field: 'spec.dnsConfig.searches', value: 'none', text, fix }];
  }
  if (have < ndots || have === 0) return [];
  const name = typed ?? 'redis.shop';
  const text = `it has ${code(`ndots:${ndots}`)}: ${code(name)} is first asked for outside of the cluster, and images with musl (Alpine) do not try the search list after that`;
  const fix = `Ask by the whole name with a dot at its end, or set ndots above ${have}.`;
  return [{ isTotal: false, field: 'spec.dnsConfig.options', value: `ndots:${ndots}`, text, fix }];
}

function limits({ spec }: Pod, conf: ResolvConf): ClientTrouble[] {
  const searches = spec.dnsConfig?.searches ?? [];
  const base = conf.search.filter((domain) => !searches.map(normalName).includes(domain));
  const all = [...base, ...searches];
  const length = all.join(' ').length;
  const fix = 'Shorten the list: what is beyond the limit is left out.';
  const partly = { isTotal: false, fix };
  const servers = conf.nameservers.length;
  return [
    ...(servers > mostServers
      ? [
          {
            ...partly,
            field: 'spec.dnsConfig.nameservers',
            value: String(servers),
            text: `it has ${count(servers, 'nameserver')}, and resolvers use the first ${mostServers}`,
          },
        ]
      : []),
    ...(all.length > mostDomains || length > mostCharacters
      ? [
          {
            ...partly,
            field: 'spec.dnsConfig.searches',
            value: `${count(all.length, 'domain')}, ${length} characters`,
            text: `its search list has ${count(all.length, 'domain')} and ${length} characters; ${mostDomains} and ${mostCharacters} are allowed`,
          },
        ]
      : []),
  ];
}
