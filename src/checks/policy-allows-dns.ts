/** Do NetworkPolicies let the client ask DNS, at the port on which DNS pods really listen? */
import { dnsWays, type Protocol, portOfPods, type WayToDns } from '../network/dns-policy.ts';
import { dnsServiceIn } from '../network/dns-service.ts';
import { firstOf } from '../network/nearest.ts';
import { isOver } from '../network/pod-trouble.ts';
import { rulesFor } from '../network/policy-port-rules.ts';
import type { PodPeer } from '../network/policy-sides.ts';
import type { PolicyWorld } from '../network/policy-ways.ts';
import { elsewhereText } from '../network/policy-words.ts';
import type { NetworkPolicy } from '../objects/network-policy.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import { callerOf, labelsOf } from './caller.ts';
import { type Advised, defineCheck, type Finding } from './check.ts';
import { ok, problem, skipped, warning } from './findings.ts';

export const policyAllowsDns = defineCheck({
  id: 'policy-allows-dns',
  title: 'NetworkPolicies let the client ask DNS',
  needs: [
    'callerNamespace',
    'callerPods',
    'callerWorkloads',
    'callerPolicies',
    'dnsNamespaces',
    'dnsPolicies',
    'dnsPods',
    'dnsServices',
  ],
  wants: ['dnsExtensions', 'systemDaemonSets'],
  explain: {
    why: 'A policy that closes what leaves a namespace closes DNS as well: every name then times out, and it looks as if the other side were down.',
    how: 'Without a client: whether any rule lets anybody in to the DNS pods. With --from: the policies of the client’s namespace and of the DNS pods’, over UDP and TCP, at the port of the DNS pods (5353 on OpenShift), not the Service’s 53; with NodeLocal DNSCache its address as well.',
    fix: 'Add the rule that is missing, which is shown ready to apply.',
  },
  run(view, target) {
    const from = callerOf({ ...view, namespace: view.dnsNamespaces }, target);
    const pods = view.dnsPods.all
      .filter((pod) => !isOver(pod))
      .map((pod): PodPeer => {
        const own = { namespace: view.dnsNamespaces, callerNamespace: view.callerNamespace };
        return { kind: 'pod', pod, namespaceLabels: labelsOf(own, pod.metadata.namespace) };
      });
    const world: PolicyWorld = {
      policies: distinct([...view.callerPolicies.all, ...view.dnsPolicies.all]),
      extensions: view.dnsExtensions?.all ?? [],
    };
    const service = dnsServiceIn(view.dnsServices.all);
    const sets = view.systemDaemonSets?.all ?? [];
    const hasCache = sets.some(({ metadata }) => metadata.name.startsWith('node-local-dns'));
    if (!from || from.kind === 'address') {
      const isSure = view.dnsExtensions?.all.length === 0 && !hasCache;
      return forAnybody({ pods, service, world, isSure });
    }
    if (pods.length === 0) return skipped('there are no DNS pods to judge the way to');
    return judged(dnsWays({ from, pods, service, world, hasCache }));
  },
});

interface Servers {
  pods: readonly PodPeer[];
  service: Service | undefined;
  world: PolicyWorld;
  /** No policy of another kind decides, and no cache on the nodes asks for the clients. */
  isSure: boolean;
}

/** Nobody was named: closed only where no rule lets anybody in. */
function forAnybody({ pods, service, world, isSure }: Servers): Finding {
  const goal = { port: portOfPods(service, 'UDP'), protocol: 'UDP' } as const;
  const { isShut, isolating, elsewhere } = rulesFor(goal, pods, world.policies);
  if (!isShut) return skipped('no pod or namespace was named as the client');
  const namespace = isolating[0]?.split('/')[0] ?? '';
  return (isSure ? problem : warning)({
    summary: `${firstOf(isolating, 3)} ${isolating.length === 1 ? 'isolates' : 'isolate'} the DNS pods, and no rule lets anybody in on ${code(goal.port)}/UDP${elsewhereText(elsewhere)}`,
    evidence: isolating.map((policy) => ({
      object: `networkpolicy ${policy}`,
      field: 'spec.policyTypes',
      value: 'Ingress',
    })),
    fix: `Let all namespaces in on that port over UDP and TCP; ${code('check dns --from <namespace>')} writes the rule for one.`,
    kubectl: `kubectl describe networkpolicies -n ${namespace}`,
  });
}

function judged(ways: readonly WayToDns[]): Finding {
  const is = (protocol: Protocol) => ways.find((one) => one.protocol === protocol);
  const [udp, tcp] = [is('UDP'), is('TCP')];
  if (udp?.verdict === 'denied') return problem(closed('DNS', ways));
  if (udp?.verdict === 'differs') return warning(closed('some of the DNS pods', ways));
  if (tcp && tcp.verdict !== 'allowed' && tcp.verdict !== 'not-evaluated') {
    return warning(closed('DNS over TCP, which answers too long for UDP need', ways));
  }
  const open = ways.find(({ verdict }) => verdict === 'not-evaluated');
  if (open?.plain === 'denied') return warning(closed('DNS', ways));
  if (open) return skipped(open.why);
  const cached = ways.some(({ byCache }) => byCache) ? ', through NodeLocal DNSCache' : '';
  return ok(`NetworkPolicies let the client ask DNS over UDP and TCP${cached}`);
}

function closed(what: string, ways: readonly WayToDns[]): Advised {
  const shut = ways.filter(({ verdict }) => verdict !== 'allowed');
  const [first] = shut;
  const policies = shut.flatMap(({ isolating }) => isolating);
  const rules = shut.flatMap(({ rules: own }) => own);
  const yaml = [...new Map(rules.map((rule) => [rule.yaml, rule])).values()];
  return {
    summary: `NetworkPolicies close the way to ${what}: ${inShort(first?.why ?? '')}`,
    evidence: [...new Set(policies.map((one) => `${one.policy} ${one.direction}`))].map((one) => {
      const [policy = '', direction = ''] = one.split(' ');
      return { object: `networkpolicy ${policy}`, field: 'spec.policyTypes', value: direction };
    }),
    fix:
      yaml.length > 0
        ? `Add what is missing, as below. ${yaml.map(({ text }) => text).join(' ')}`
        : `Add a rule for port 53 over UDP and TCP to the policies in ${code('kubectl get networkpolicies -A')}.`,
    kubectl:
      yaml.length > 0
        ? `kubectl apply -f - <<'EOF'\n${yaml.map((rule) => rule.yaml.trimEnd()).join('\n---\n')}\nEOF`
        : 'kubectl get networkpolicies -A',
  };
}

/** One pod's reason stands for all that fare alike. */
const inShort = (why: string) =>
  why.replace(/^(Denied|Not evaluated) on all \d+ pods: /, '').replace(/\.$/, '');

function distinct(policies: readonly NetworkPolicy[]): NetworkPolicy[] {
  const keyed = policies.map(
    (one) => [`${one.metadata.namespace}/${one.metadata.name}`, one] as const,
  );
  return [...new Map(keyed).values()];
}
