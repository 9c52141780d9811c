/**
 * What a cluster's DNS server answers, by the Kubernetes DNS specification (kubernetes/dns,
 * docs/specification.md) and, where that is silent, by what CoreDNS was recorded to say.
 */
import { isIP } from 'node:net';
import type { Service } from '../defaults/network-kinds.ts';
import { answered, answerFrom, type DnsAnswer, type Entry, failed } from './answer.ts';
import { isReverse, resolveReverse } from './reverse.ts';
import type { DnsView } from './view.ts';

export interface DnsQuestion {
  name: string;
  type: string;
}

/** Aliases that lead to each other end somewhere. */
const mostAliases = 8;

export function resolve(question: DnsQuestion, view: DnsView, aliases = 0): DnsAnswer {
  const name = question.name.toLowerCase().replace(/\.$/, '');
  const { zone } = view.settings;
  if (isReverse(name)) return resolveReverse({ ...question, name }, view);
  // A forwarder would be asked; the embedded cluster has none.
  if (name !== zone && !name.endsWith(`.${zone}`)) return failed('SERVFAIL', false);
  const labels = name === zone ? [] : name.slice(0, -zone.length - 1).split('.');
  const kind = labels.pop();
  const namespace = labels.pop();
  if (kind === undefined) return answered([]);
  if (kind !== 'svc' && kind !== 'pod') return failed('NXDOMAIN');
  if (namespace === undefined) return answered([]);
  if (!view.hasNamespace(namespace)) return failed('NXDOMAIN');
  if (labels.length === 0) return answered([]);
  const where = { name, type: question.type, namespace, labels };
  return kind === 'pod' ? resolvePod(where, view) : resolveService(where, view, aliases);
}

interface Where extends DnsQuestion {
  namespace: string;
  /** What stands before the namespace. */
  labels: readonly string[];
}

function resolvePod({ name, type, namespace, labels }: Where, view: DnsView): DnsAnswer {
  const [label = '', ...more] = labels;
  const address = /^\d+(-\d+){3}$/.test(label)
    ? label.replaceAll('-', '.')
    : label.replaceAll('-', ':');
  const version = isIP(address);
  const { pods, ttl } = view.settings;
  if (more.length > 0 || version === 0 || pods === 'disabled') return failed('NXDOMAIN');
  if (pods === 'verified' && !view.hasPodAddress(namespace, address)) return failed('NXDOMAIN');
  const family = version === 4 ? 'IPv4' : 'IPv6';
  return answerFrom([{ target: name, address, family, port: 0 }], name, type, ttl);
}

function resolveService(where: Where, view: DnsView, aliases: number): DnsAnswer {
  const { name, type, namespace, labels } = where;
  const before = labels.slice(0, -1);
  const service = view.service(namespace, labels.at(-1) ?? '');
  if (!service || before.length > 2) return failed('NXDOMAIN');
  const { ttl } = view.settings;
  if (service.spec.type === 'ExternalName') {
    return before.length > 0 ? failed('NXDOMAIN') : alias(where, service, view, aliases);
  }
  const entries = entriesOf(service, before, view);
  return entries.length > 0 ? answerFrom(entries, name, type, ttl) : failed('NXDOMAIN');
}

/** Below a Service stands the name of one endpoint, or a port and its protocol. */
function entriesOf(service: Service, before: readonly string[], view: DnsView): Entry[] {
  const { name, namespace } = service.metadata;
  const own = `${name}.${namespace}.svc.${view.settings.zone}`;
  const [port, protocol] = before.length === 2 ? before.map((one) => one.replace(/^_/, '')) : [];
  const isAsked = (one: { name?: string; protocol?: string }) =>
    port === undefined ||
    (one.name?.toLowerCase() === port && (one.protocol ?? 'TCP').toLowerCase() === protocol);
  const { clusterIP, clusterIPs, ports = [] } = service.spec;
  if (clusterIP !== 'None' && before.length !== 1) {
    const addresses = clusterIPs ?? (clusterIP ? [clusterIP] : []);
    return ports.filter(isAsked).flatMap((one) =>
      addresses.map((address) => ({
        target: own,
        address,
        family: isIP(address) === 4 ? ('IPv4' as const) : ('IPv6' as const),
        port: one.port,
      })),
    );
  }
  const wanted = before.length === 1 ? before[0] : undefined;
  return view
    .backends(service)
    .filter(({ hostname }) => wanted === undefined || hostname === wanted)
    .flatMap(({ address, family, hostname, ports: known }) => {
      const asked = known.filter(isAsked);
      const numbers = known.length === 0 && port === undefined ? [0] : asked.map((one) => one.port);
      return numbers.map((number) => ({
        target: `${hostname}.${own}`,
        address,
        family,
        port: number,
      }));
    });
}

/** A CNAME, and what it leads to where that is in the same zone. */
function alias({ name, type }: Where, service: Service, view: DnsView, aliases: number): DnsAnswer {
  const target = String(service.spec.externalName ?? '').replace(/\.$/, '');
  if (target === '' || isIP(target) > 0) return failed('NXDOMAIN');
  if (!['A', 'AAAA', 'CNAME'].includes(type)) return answered([]);
  const record = { type: 'CNAME', name, ttl: view.settings.ttl, data: target } as const;
  if (type === 'CNAME' || aliases >= mostAliases) return answered([record]);
  return answered([record, ...resolve({ name: target, type }, view, aliases + 1).answers]);
}
