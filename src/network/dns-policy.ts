/**
 * What NetworkPolicies say about questions to DNS: over UDP and TCP, at the DNS pods' own port, and
 * where NodeLocal DNSCache runs, at its address too:
 * https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
 */
import type { Service } from '../objects/service.ts';
import { judgeTraffic, type PolicyAnswer, type PolicyVerdict } from './policies.ts';
import type { MissingRule } from './policy-missing.ts';
import { judgePods, type PodsPolicyAnswer } from './policy-pods.ts';
import type { Peer, PodPeer } from './policy-sides.ts';
import type { PolicyWorld } from './policy-ways.ts';

export type Protocol = 'UDP' | 'TCP';

export interface WayToDns {
  protocol: Protocol;
  verdict: PodsPolicyAnswer['verdict'];
  /** What NetworkPolicies alone say. */
  plain: PolicyVerdict;
  why: string;
  isolating: PolicyAnswer['isolating'];
  /** Those for UDP take in TCP where both are missing. */
  rules: readonly MissingRule[];
  /** Only the way to the cache on the node is open. */
  byCache?: true;
}

interface Asking {
  from: Peer;
  pods: readonly PodPeer[];
  service: Service | undefined;
  world: PolicyWorld;
  hasCache: boolean;
}

/** The address at which it listens unless somebody chose another one. */
const cacheAddress = '169.254.20.10';

export function dnsWays(asking: Asking): WayToDns[] {
  const [udp, tcp] = [wayOver('UDP', asking), wayOver('TCP', asking)];
  if (udp.verdict !== 'denied' || tcp.verdict !== 'denied') return [udp, tcp];
  const rules = udp.rules.map((rule, index) => withTcp(rule, tcp.rules[index]));
  return [
    { ...udp, rules },
    { ...tcp, rules: [] },
  ];
}

function wayOver(protocol: Protocol, { from, pods, service, world, hasCache }: Asking): WayToDns {
  const traffic = { from, port: portOfPods(service, protocol), protocol };
  const toPods = judgePods(traffic, pods, world);
  const plain = plainOf(judgePods(traffic, pods, { ...world, extensions: [] }));
  const { verdict, why, isolating, missing: rules } = toPods;
  const way = { protocol, verdict, plain, why, isolating, rules };
  if (!hasCache || verdict !== 'denied') return way;
  const to = { kind: 'address', address: cacheAddress } as const;
  const toCache = judgeTraffic({ from, to, port: 53, protocol }, world);
  return toCache.verdict === 'allowed' ? { ...way, verdict: 'allowed', byCache: true } : way;
}

const plainOf = ({ verdict }: PodsPolicyAnswer): PolicyVerdict =>
  verdict === 'differs' ? 'not-evaluated' : verdict;

/** Of the pod: policies see a packet after the Service's address was replaced. */
export function portOfPods(service: Service | undefined, protocol: Protocol): number | string {
  const port = service?.spec.ports.find((one) => one.port === 53 && one.protocol === protocol);
  return port?.targetPort ?? 53;
}

/** One policy for both protocols in the place of two. */
function withTcp(rule: MissingRule, tcp: MissingRule | undefined): MissingRule {
  const [, port] = /port: (.*)$/m.exec(tcp?.yaml ?? '') ?? [];
  if (port === undefined) return rule;
  const line = /^( *)- protocol: UDP\n( *)port: .*$/m;
  const yaml = rule.yaml.replace(line, `$&\n$1- protocol: TCP\n$2port: ${port}`);
  return { ...rule, yaml, text: rule.text.replace(/\/UDP\.$/, '/UDP and TCP.') };
}
