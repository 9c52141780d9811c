/** Do NetworkPolicies let the caller reach the pods, on the ports that the Service leads to? */
import { askedPorts } from '../network/asked-ports.ts';
import { firstOf } from '../network/nearest.ts';
import { isOver } from '../network/pod-trouble.ts';
import { judgePods, type PodsPolicyAnswer } from '../network/policy-pods.ts';
import { rulesFor } from '../network/policy-port-rules.ts';
import type { Peer, PodPeer } from '../network/policy-sides.ts';
import type { PolicyWorld } from '../network/policy-ways.ts';
import { elsewhereText } from '../network/policy-words.ts';
import { portName } from '../network/ports.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { code } from '../report.ts';
import { type CallerView, callerOf, labelsOf } from './caller.ts';
import { defineCheck, type Evidence, type Finding } from './check.ts';
import { ofService, ok, problem, skipped, warning } from './findings.ts';

interface Way {
  service: Service;
  ports: readonly ServicePort[];
  pods: readonly PodPeer[];
  world: PolicyWorld;
}

interface Judged {
  port: ServicePort;
  answer: PodsPolicyAnswer;
}

export const policyAllowsTraffic = defineCheck({
  id: 'policy-allows-traffic',
  title: 'NetworkPolicies let the caller reach the pods',
  needs: [
    'service',
    'pods',
    'namespace',
    'policies',
    'callerNamespace',
    'callerPods',
    'callerWorkloads',
    'callerPolicies',
  ],
  wants: ['extensions'],
  explain: {
    why: 'A pod that any policy isolates takes only what some rule lets in, and a caller that is isolated sends only what some rule lets out: both sides count, and nothing says so but a timeout.',
    how: 'Policies of both namespaces are evaluated for the caller (`--from`), each pod and the pod’s own port. Without a caller: whether any rule lets anybody in on that port.',
    fix: 'Add the missing rule, which is shown ready to apply, on the side that is closed.',
  },
  run: (view, target) =>
    ofService(view, (service) => {
      const pods = view.pods.all
        .filter((pod) => !isOver(pod))
        .map((pod): PodPeer => {
          const namespaceLabels = labelsOf(view, pod.metadata.namespace);
          return { kind: 'pod', pod, namespaceLabels };
        });
      if (pods.length === 0) return skipped('no selected pods that policies could isolate');
      const { ports } = askedPorts(service, target.port);
      if (ports.length === 0) {
        const which = target.port === undefined ? 'lists no ports' : 'has no such port';
        return skipped(`the Service ${which}`);
      }
      const world = {
        policies: [...view.policies.all, ...view.callerPolicies.all],
        extensions: view.extensions?.all ?? [],
      };
      const way = { service, ports, pods, world };
      const caller = callerOf(view as CallerView, target);
      return caller ? forCaller(caller, way) : forAnybody(way);
    }),
});

const toPort = ({ targetPort, port, protocol }: ServicePort) => ({
  port: targetPort ?? port,
  protocol,
});

function forCaller(from: Peer, { service, ports, pods, world }: Way): Finding {
  const judged = ports.map(
    (port): Judged => ({
      port,
      answer: judgePods({ from, ...toPort(port) }, pods, world),
    }),
  );
  const shut = judged.filter(({ answer }) => answer.verdict === 'denied');
  const partly = judged.filter(({ answer }) => answer.verdict === 'differs');
  const open = judged.filter(({ answer }) => answer.verdict === 'allowed');
  if (shut.length > 0 && shut.length === judged.length) return problem(closed(shut));
  if (shut.length > 0 || partly.length > 0) return warning(closed([...shut, ...partly]));
  if (open.length === judged.length) return ok(allowedText(open, service));
  const [first] = judged.filter(({ answer }) => answer.verdict === 'not-evaluated');
  return undecided(first, world);
}

function allowedText(open: readonly Judged[], service: Service): string {
  const policies = new Set(open.flatMap(({ answer }) => answer.isolating.map((one) => one.policy)));
  if (policies.size === 0)
    return `no NetworkPolicy stands between the caller and ${code(service.metadata.name)}`;
  return `${firstOf([...policies], 3)} let the caller through`;
}

/** What NetworkPolicy does not describe, or what depends on labels that were not named. */
function undecided(first: Judged | undefined, { extensions = [] }: PolicyWorld): Finding {
  const why = first?.answer.why ?? 'not evaluated';
  const isDenied = extensions.length > 0 && /NetworkPolicies alone: denied/.test(why);
  if (!isDenied || !first) return skipped(why);
  return warning(closed([first]));
}

function closed(judged: readonly Judged[]) {
  const [first] = judged;
  const missing = judged.flatMap(({ answer }) => answer.missing);
  const isolating = new Map(
    judged.flatMap(({ answer }) =>
      answer.isolating.map((one) => [`${one.direction} ${one.policy}`, one]),
    ),
  );
  const where = judged.map(({ port }) => portName(port)).join(', ');
  const rules = [...new Map(missing.map((rule) => [rule.yaml, rule])).values()];
  return {
    summary: `NetworkPolicies close ${where}: ${inShort(first?.answer.why ?? '')}`,
    evidence: [...isolating.values()].map(
      ({ direction, policy }): Evidence => ({
        object: `networkpolicy ${policy}`,
        field: 'spec.policyTypes',
        value: direction,
      }),
    ),
    fix:
      rules.length > 0
        ? `Add what is missing, as below. ${rules.map(({ text }) => text).join(' ')}`
        : `Add a rule for the caller to one of the policies named; for a load balancer, an ${code('ipBlock')} of its subnets.`,
    kubectl:
      rules.length > 0
        ? `kubectl apply -f - <<'EOF'\n${rules.map(({ yaml }) => yaml.trimEnd()).join('\n---\n')}\nEOF`
        : 'kubectl get networkpolicies -A',
  };
}

/** Nobody was named: closed only where no rule lets anybody in. */
function forAnybody({ service, ports, pods, world }: Way): Finding {
  const told = ports.map((port) => ({ port, ...rulesFor(toPort(port), pods, world.policies) }));
  const isolating = [...new Set(told.flatMap((one) => one.isolating))];
  if (isolating.length === 0) return ok('no NetworkPolicy isolates its pods');
  const shut = told.filter(({ isShut }) => isShut);
  if (shut.length === 0) {
    return ok(
      `${firstOf(isolating, 3)} let some callers in; ${code('--from')} tells for one of them`,
    );
  }
  const where = shut.map(({ port }) => portName(port)).join(', ');
  const others = elsewhereText(shut[0]?.elsewhere ?? []);
  const { namespace } = service.metadata;
  const said = {
    summary: `${firstOf(isolating, 3)} ${isolating.length === 1 ? 'isolates' : 'isolate'} ${pods.length === 1 ? 'its pod' : `all its ${pods.length} pods`}, and no rule lets anybody in on ${where}${others}`,
    evidence: isolating.map(
      (policy): Evidence => ({
        object: `networkpolicy ${policy}`,
        field: 'spec.policyTypes',
        value: 'Ingress',
      }),
    ),
    fix: `Add a policy that lets the callers in; ${code(`check ${service.metadata.name} -n ${namespace} --from <namespace/pod>`)} writes it.`,
    kubectl: `kubectl describe networkpolicies -n ${namespace}`,
  };
  const isSure = (world.extensions ?? []).length === 0 && shut.length === told.length;
  return isSure ? problem(said) : warning(said);
}

/** One pod's reason stands for all that fare alike; a summary ends without a stop. */
const inShort = (why: string) =>
  why.replace(/^(Denied|Not evaluated) on all \d+ pods: /, '').replace(/\.$/, '');
