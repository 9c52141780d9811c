/** Where a policy keeps traffic near, are there endpoints near? */
import { askedPorts } from '../network/asked-ports.ts';
import { type Near, nearOnes } from '../network/near-endpoints.ts';
import { firstOf } from '../network/nearest.ts';
import { formOf } from '../network/service-facts.ts';
import { servedSlices } from '../network/slices.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import { callingPod } from './calling-pod.ts';
import { defineCheck, type Finding } from './check.ts';
import { ofService, ok, problem, serviceEvidence, skipped, warning } from './findings.ts';
import { workloadsOf } from './workloads.ts';
import { zoneShare } from './zone-share.ts';

export const trafficPolicyHasEndpoints = defineCheck({
  id: 'traffic-policy-has-endpoints',
  title: 'Where traffic has to stay near, endpoints are near',
  needs: ['service', 'slices'],
  wants: ['pods', 'systemDaemonSets', 'callerPods', 'callerNamespace'],
  explain: {
    why: 'With `internalTrafficPolicy: Local` a node that has no ready endpoint drops the traffic of its own pods; with `externalTrafficPolicy: Local` it refuses what comes from outside. Others may serve: nobody else is asked.',
    how: 'The nodes of the ready endpoints are held against the policies, the node of the caller if `--from` names a pod, and zone hints against the number of endpoints they lead to.',
    fix: 'Run a pod on every node that clients are on (a DaemonSet), or set the policy to `Cluster`.',
  },
  run: (view, target) =>
    ofService(view, (service) => {
      const form = formOf(service);
      if (form === 'ExternalName' || form === 'headless') {
        return skipped('policies of traffic count for Services that kube-proxy serves');
      }
      const { ports } = askedPorts(service, target.port);
      if (target.port !== undefined && ports.length === 0) {
        return skipped('the Service has no such port');
      }
      const slices = servedSlices(service, view.slices.all);
      const seen: Seen = {
        service,
        near: nearOnes(slices, ports),
        slices,
        pods: view.pods?.all ?? [],
        nodes: Math.max(0, ...(view.systemDaemonSets?.all ?? []).map(nodesOf)),
        caller: callingPod(view, target),
      };
      const kind = target.from?.kind;
      const findings = [
        kind !== 'address' && fromInside(seen),
        kind !== 'name' && fromOutside(seen, kind === 'address'),
        zoneShare({ ...seen, total: seen.near.endpoints.length }),
      ].filter((finding) => finding !== false && finding !== undefined);
      return (
        worst(findings) ?? skipped('no policy keeps its traffic near: any endpoint may get it')
      );
    }),
});

interface Seen {
  service: Service;
  slices: readonly EndpointSlice[];
  near: Near;
  /** Empty where they could not be read. */
  pods: readonly Pod[];
  /** How many the cluster has, as its largest DaemonSet tells; 0: not known. */
  nodes: number;
  caller: Pod | undefined;
}

const nodesOf = ({ status }: { status: { desiredNumberScheduled: number } }) =>
  status.desiredNumberScheduled;

function worst(findings: readonly Finding[]): Finding | undefined {
  const graver = ['problem', 'warning'].flatMap((status) =>
    findings.filter((finding) => finding.status === status),
  );
  if (graver[0]) return graver[0];
  return findings.length === 0 ? undefined : ok(findings.map(({ summary }) => summary).join('; '));
}

function fromInside(seen: Seen): Finding | undefined {
  const { service, near, caller } = seen;
  if (service.spec.internalTrafficPolicy !== 'Local') return undefined;
  const policy = { field: 'spec.internalTrafficPolicy', fix: openInside(service) };
  if (near.nodes.length === 0) return nowhere(seen, policy);
  const node = caller?.spec.nodeName;
  if (node !== undefined) {
    if (near.nodes.includes(node))
      return ok(`node ${code(node)} of the caller has a ready endpoint`);
    return problem({
      summary: `${code('internalTrafficPolicy: Local')} drops the caller's traffic: its node ${code(node)} has no ready endpoint, only ${firstOf(near.nodes, 3)}`,
      ...advice(service, near, policy),
      causedBy: [],
    });
  }
  if (isEverywhere(seen)) return ok('every node has a ready endpoint of its own');
  return warning({
    summary: `${code('internalTrafficPolicy: Local')} serves clients on ${onNodes(near.nodes)} only; on any other their traffic is dropped`,
    ...advice(service, near, policy),
    causedBy: [],
  });
}

/** A DaemonSet is on each node it is meant for; otherwise the number of nodes has to tell. */
function isEverywhere({ pods, near, nodes }: Seen): boolean {
  const workloads = workloadsOf(pods);
  const isDaemon = workloads.length > 0 && workloads.every(({ kind }) => kind === 'DaemonSet');
  const scheduled = new Set(pods.flatMap(({ spec }) => spec.nodeName ?? []));
  if (isDaemon && scheduled.size <= near.nodes.length) return true;
  return nodes > 0 && near.nodes.length >= nodes;
}

function fromOutside({ service, near, ...seen }: Seen, isAsked: boolean): Finding | undefined {
  const { type, externalTrafficPolicy, healthCheckNodePort } = service.spec;
  if (externalTrafficPolicy !== 'Local' || type === 'ClusterIP') return undefined;
  const policy = { field: 'spec.externalTrafficPolicy', fix: openOutside(service) };
  if (near.nodes.length === 0) return nowhere({ service, near, ...seen }, policy);
  const only = `from outside only ${onNodes(near.nodes)} ${near.nodes.length === 1 ? 'answers' : 'answer'} (${code('externalTrafficPolicy: Local')})`;
  if (type === 'LoadBalancer' && !healthCheckNodePort) {
    return warning({
      summary: `${only}, and no healthCheckNodePort tells the load balancer which: it may send to nodes that drop`,
      ...advice(service, near, policy),
      causedBy: [],
    });
  }
  if (type === 'NodePort' && isAsked && !isEverywhere({ service, near, ...seen })) {
    return warning({
      summary: `${only}: its node port on any other node is silent`,
      ...advice(service, near, policy),
      causedBy: [],
    });
  }
  return ok(only);
}

interface Policy {
  /** `spec.internalTrafficPolicy` or the external one. */
  field: string;
  fix: string;
}

/** Endpoints that say no node are near to nobody. */
function nowhere({ service, near }: Seen, policy: Policy): Finding {
  const policyText = code(`${policy.field.slice('spec.'.length)}: Local`);
  const why =
    near.endpoints.length === 0
      ? 'no node has a ready endpoint'
      : 'the endpoints do not say on which node they are, so that none is near';
  return problem({
    summary: `${policyText}, and ${why}: all of this traffic is dropped`,
    ...advice(service, near, policy),
    ...(near.endpoints.length > 0 && { causedBy: [] }),
  });
}

const patch = ({ metadata: { name, namespace } }: Service, field: string) =>
  `kubectl patch service ${name} -n ${namespace} -p '{"spec":{"${field}":"Cluster"}}'`;
const openInside = (service: Service) =>
  `Run a pod on every node (a DaemonSet), or let traffic go to other nodes: ${code(patch(service, 'internalTrafficPolicy'))}.`;
const openOutside = (service: Service) =>
  `Run pods on more nodes, or let nodes pass traffic on, which hides the client's address: ${code(patch(service, 'externalTrafficPolicy'))}.`;

function advice(service: Service, { nodes }: Near, { field, fix }: Policy) {
  const { name, namespace } = service.metadata;
  return {
    evidence: [
      serviceEvidence(service, field, 'Local'),
      {
        object: `endpointslices of ${namespace}/${name}`,
        field: 'endpoints[*].nodeName',
        value: nodes.length > 0 ? nodes.slice(0, 10).join(', ') : 'none',
      },
    ],
    fix,
    kubectl: `kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name} -o custom-columns='NODE:.endpoints[*].nodeName,READY:.endpoints[*].conditions.ready'`,
  };
}

const onNodes = (names: readonly string[]) =>
  `${names.length === 1 ? 'node' : 'nodes'} ${firstOf(names, 3)}`;
