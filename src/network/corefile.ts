/**
 * What a Corefile says about the names of the cluster. Sources: https://coredns.io/manual/toc/ and
 * the pages of the plugins kubernetes, cache and forward.
 */
import { type Directive, readBlocks, type ServerBlock } from './corefile-blocks.ts';
import { zonesOf } from './corefile-zones.ts';
import { isIn } from './dns-names.ts';

export type PodsMode = 'disabled' | 'insecure' | 'verified';

export interface KubernetesPlugin {
  zones: string[];
  pods: PodsMode;
  /** Seconds. */
  ttl: number;
  /** Zones in which an unknown name is handed on; the root, '', stands for all. */
  fallthrough: string[];
  /** Empty: all. */
  namespaces: string[];
  hasEndpointPodNames: boolean;
  hasEndpoints: boolean;
  ignoresEmptyServices: boolean;
}

export interface DnsServer {
  zones: string[];
  kubernetes?: KubernetesPlugin;
  /** Who is asked about everything else; empty where nobody is. */
  forwards: { zone: string; servers: string[] }[];
  /** Seconds to which the cache cuts the TTL of answers; undefined without a cache. */
  cacheTtl?: number;
  /** Directives that may change an answer and are not evaluated here, such as `rewrite`. */
  mayChange: string[];
}

export interface Corefile {
  servers: DnsServer[];
}

/** Plugins that stand before `kubernetes` or beside it, or filter what it knows. */
const changing = ['rewrite', 'template', 'hosts', 'k8s_external', 'autopath', 'file', 'etcd'];
const filtering = ['labels', 'namespace_labels', 'multicluster', 'endpoint', 'kubeconfig'];

export function parseCorefile(text: string): Corefile {
  return { servers: readBlocks(text).map(toServer) };
}

/** What kubeadm writes, and the usual managed clusters with it. */
export function usualCorefile(clusterDomain: string): Corefile {
  return parseCorefile(`.:53 {
    kubernetes ${clusterDomain} in-addr.arpa ip6.arpa {
      pods insecure
      fallthrough in-addr.arpa ip6.arpa
      ttl 30
    }
    forward . /etc/resolv.conf
    cache 30
  }`);
}

/**
 * The block with the longest zone that holds the name; undefined: the server refuses it. Of several views
 * of one zone, the one that knows the cluster.
 */
export function serverFor({ servers }: Corefile, name: string): DnsServer | undefined {
  const fitting = servers.flatMap((server) =>
    server.zones.filter((zone) => isIn(zone, name)).map((zone) => ({ zone, server })),
  );
  const knows = ({ kubernetes }: DnsServer) => Number(kubernetes !== undefined);
  const [best] = fitting.toSorted(
    (a, b) => b.zone.length - a.zone.length || knows(b.server) - knows(a.server),
  );
  return best?.server;
}

/** The first zone that is not for addresses: the one PTR answers are written in. */
export function primaryZone({ zones }: KubernetesPlugin): string {
  return zones.find((zone) => !/(^|\.)(in-addr|ip6)\.arpa$/.test(zone)) ?? '';
}

function toServer({ keys, directives }: ServerBlock): DnsServer {
  const zones = zonesOf(keys);
  const named = (name: string) => directives.filter((directive) => directive.name === name);
  const [kubernetes] = named('kubernetes');
  const [cache] = named('cache');
  return {
    zones,
    ...(kubernetes && { kubernetes: toKubernetes(kubernetes, zones) }),
    forwards: named('forward').map(({ arguments: [from = '', ...servers] }) => ({
      zone: zonesOf([from])[0] ?? '',
      servers,
    })),
    ...(cache && { cacheTtl: cacheTtl(cache) }),
    mayChange: [
      ...changing.filter((name) => named(name).length > 0),
      ...filtering
        .filter((name) => kubernetes?.inner.some((option) => option.name === name))
        .map((name) => `kubernetes ${name}`),
    ],
  };
}

function toKubernetes({ arguments: words, inner }: Directive, zones: string[]): KubernetesPlugin {
  const option = (name: string) => inner.find((one) => one.name === name)?.arguments;
  const [pods] = option('pods') ?? [];
  const fallthrough = option('fallthrough');
  const ttl = Number(option('ttl')?.[0] ?? defaultTtl);
  return {
    zones: words.length > 0 ? zonesOf(words) : zones,
    pods: pods === 'insecure' || pods === 'verified' ? pods : 'disabled',
    ttl: Number.isInteger(ttl) ? ttl : defaultTtl,
    fallthrough: fallthrough ? (fallthrough.length > 0 ? zonesOf(fallthrough) : ['']) : [],
    namespaces: inner.flatMap((one) => (one.name === 'namespaces' ? one.arguments : [])),
    hasEndpointPodNames: option('endpoint_pod_names') !== undefined,
    hasEndpoints: option('noendpoints') === undefined,
    ignoresEmptyServices: option('ignore')?.includes('empty_service') ?? false,
  };
}

const defaultTtl = 5;

/** `cache 30`, or `success <capacity> <ttl>` in its block; an hour where neither says it. */
function cacheTtl({ arguments: words, inner }: Directive): number {
  const success = inner.find(({ name }) => name === 'success')?.arguments[1];
  const said = Number(success ?? words[0]);
  return Number.isInteger(said) && said > 0 ? said : 3600;
}
