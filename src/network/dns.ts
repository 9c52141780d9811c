/**
 * What the cluster's DNS should answer, computed from its objects and its Corefile: expected, not
 * observed. Sources: https://github.com/kubernetes/dns/blob/master/docs/specification.md (1.1.0) and
 * https://coredns.io/plugins/kubernetes/
 */
import { parseAddress } from './address.ts';
import { type Corefile, type DnsServer, type KubernetesPlugin, serverFor } from './corefile.ts';
import { addressAnswer } from './dns-addresses.ts';
import { type DnsObjects, hostsOf, type View } from './dns-hosts.ts';
import { isIn, normalName, zoneOf } from './dns-names.ts';
import { type DnsAnswer, type DnsRecord, noRecords, type Question } from './dns-records.ts';
import { reverseNames } from './dns-reverse.ts';
import { nameServers, soaRecord } from './dns-servers.ts';
import { srvAnswer } from './dns-srv.ts';

export interface DnsWorld {
  objects: DnsObjects;
  corefile: Corefile;
  /** Addresses of the DNS server itself, by which it finds its own Service (NS records). */
  serverAddresses: readonly string[];
}

/** Case does not matter, nor whether the name ends in a dot: it is taken as it stands. */
export function answerOf(question: Question, world: DnsWorld): DnsAnswer {
  const name = normalName(question.name);
  const server = serverFor(world.corefile, name);
  if (!server) return noRecords('REFUSED', false);
  const zone = server.kubernetes && zoneOf(server.kubernetes.zones, name);
  const answer =
    server.kubernetes && zone !== undefined
      ? fromCluster({ ...question, name }, server, server.kubernetes, zone, world)
      : handedOn(name, server);
  return withCache(answer, server);
}

function fromCluster(
  question: Question,
  server: DnsServer,
  plugin: KubernetesPlugin,
  zone: string,
  world: DnsWorld,
): DnsAnswer {
  const found = recordsFor(question, { objects: world.objects, plugin, zone }, world);
  if (found) return { ...noRecords('NOERROR'), ...found };
  const fallsThrough = plugin.fallthrough.some((from) => isIn(from, question.name));
  return fallsThrough ? handedOn(question.name, server) : noRecords('NXDOMAIN');
}

/** With nobody to hand a question on to, the server fails. */
function handedOn(name: string, { forwards }: DnsServer): DnsAnswer {
  const forward = forwards.find(({ zone }) => isIn(zone, name));
  if (!forward) return noRecords('SERVFAIL', false);
  return { ...noRecords('FORWARDED', false), outside: { name, servers: forward.servers } };
}

type Records = Pick<DnsAnswer, 'answers'> & Partial<DnsAnswer>;

/** @returns undefined for a name that does not exist */
function recordsFor(question: Question, view: View, world: DnsWorld): Records | undefined {
  const { name, type } = question;
  const { plugin, zone } = view;
  if (type === 'SOA') return { answers: name === zone ? [soaRecord(view)] : [] };
  if (type === 'NS' && name === zone) return nameServers(view, world.serverAddresses);
  if (type === 'PTR') return pointers(name, view);
  if (type === 'TXT') return texts(name, view);
  if (name === `ns.dns.${zone}`) {
    const { additionals } = nameServers(view, world.serverAddresses);
    const own = additionals.filter((record) => record.type === type);
    return { answers: own.map((record) => ({ ...record, name })) };
  }
  if (type === 'A' || type === 'AAAA') {
    return addressAnswer({ name, type }, view, (next) => answerOf(next, world));
  }
  const hosts = hostsOf(name, view);
  if (!hosts) return undefined;
  if (type === 'SRV') return srvAnswer(name, hosts, plugin.ttl);
  const alias = hosts.find(({ host }) => !parseAddress(host));
  if (type !== 'CNAME' || !alias) return { answers: [] };
  return { answers: [{ name, type, ttl: plugin.ttl, data: normalName(alias.host) }] };
}

function pointers(name: string, view: View): Records | undefined {
  const names = reverseNames(name, view);
  if (names === undefined) return hostsOf(name, view) && { answers: [] };
  if (names.length === 0) return undefined;
  const { ttl } = view.plugin;
  return { answers: names.map((data): DnsRecord => ({ name, type: 'PTR', ttl, data })) };
}

/** The version of the schema is the only text there is. */
function texts(name: string, view: View): Records | undefined {
  if (name === `dns-version.${view.zone}`) {
    return { answers: [{ name, type: 'TXT', ttl: 28_800, data: ['1.1.0'] }] };
  }
  return (hostsOf(name, view)?.length ?? 0) > 0 ? { answers: [] } : undefined;
}

const leastCached = 5;

/** The cache plugin gives all records of an answer the shortest of their TTLs, within its bounds. */
function withCache(answer: DnsAnswer, { cacheTtl }: DnsServer): DnsAnswer {
  const all = [...answer.answers, ...answer.additionals];
  if (cacheTtl === undefined || all.length === 0) return answer;
  const shortest = Math.min(...all.map((record) => record.ttl));
  const ttl = Math.max(leastCached, Math.min(shortest, cacheTtl));
  const cut = (record: DnsRecord): DnsRecord => ({ ...record, ttl });
  return { ...answer, answers: answer.answers.map(cut), additionals: answer.additionals.map(cut) };
}
