/** Part of `endpoints-present`: endpoints that no selector explains, written by hand or left over. */
import { endpointsOf, label } from '../network/endpoints.ts';
import { firstOf, nearest, oneOf } from '../network/nearest.ts';
import { deadPorts, portName } from '../network/ports.ts';
import { isFromController, otherWriter, servedSlices, slicesOf } from '../network/slices.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { code, count } from '../report.ts';
import type { Evidence, Finding } from './check.ts';
import { objectOf, ok, problem, warning } from './findings.ts';

type Slices = readonly EndpointSlice[];

/** A Service without a selector: what somebody wrote is all there is, and nobody corrects it. */
export function byHand(service: Service, slices: Slices, ports: readonly ServicePort[]): Finding {
  const served = servedSlices(service, slices);
  const all = endpointsOf(served);
  const ready = all.filter((item) => item.ready);
  if (ready.length === 0) return nobodyWrote(service, slices, all.length);
  const [dead] = deadPorts(service, all).filter((port) => ports.includes(port));
  if (dead) return otherPort(service, served, dead);
  const frozen = served.filter((slice) => isFromController(slice) && slice.endpoints.length > 0);
  if (frozen.length > 0) return noLongerKept(service, frozen);
  const writers = [...new Set(served.flatMap((slice) => otherWriter(slice) ?? []))];
  const who = writers.length > 0 ? `by ${firstOf(writers, 2)}` : 'for it';
  return ok(
    `${count(ready.length, 'endpoint')} ready, written ${who}: the Service has no selector`,
  );
}

function nobodyWrote(service: Service, slices: Slices, notReady: number): Finding {
  const { name, namespace } = service.metadata;
  const here = slicesOf(service, slices);
  const types = [...new Set(here.map(({ addressType }) => addressType))];
  const other = here.some(({ endpoints }) => endpoints.length > 0) && notReady === 0;
  const why = other
    ? `its EndpointSlices are of address type ${oneOf(types, 'and')}, which it does not serve`
    : notReady > 0
      ? `none of ${count(notReady, 'endpoint')} written for it is ready`
      : 'nobody has written endpoints for it';
  return problem({
    summary: `the Service has no selector, and ${why}`,
    evidence: here.map((slice) => sliceEvidence(slice, 'addressType', slice.addressType)),
    fix: 'Write an EndpointSlice with the label `kubernetes.io/service-name`, or give the Service a selector.',
    kubectl: show(name, namespace),
    ...(!other && { causedBy: [] }),
  });
}

/** kube-proxy joins them by name: https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors */
function otherPort(service: Service, served: Slices, port: ServicePort): Finding {
  const { name, namespace } = service.metadata;
  const found = served.flatMap(({ ports }) => ports);
  const names = [...new Set(found.map((one) => one.name ?? ''))];
  const isOther = !names.includes(port.name);
  const near = nearest(port.name, names).concat(names)[0];
  const has = near === '' ? 'do not name theirs' : `name theirs ${code(near ?? '')}`;
  const protocols = [...new Set(found.map(({ protocol }) => protocol ?? 'TCP'))];
  const by = isOther ? 'name' : 'protocol';
  const why = isOther ? has : `have it for ${protocols.join(' and ')}`;
  return problem({
    summary: `no ready endpoint has port ${portName(port)}: its EndpointSlices ${why}, and only ports of the same ${by} go together`,
    evidence: served.flatMap((slice) =>
      slice.ports.map((one) =>
        sliceEvidence(slice, 'ports', `${one.name ?? ''} ${one.port}/${one.protocol ?? 'TCP'}`),
      ),
    ),
    fix: isOther
      ? `Give the port of the EndpointSlice the name ${port.name === '' ? 'of the Service port (none)' : code(port.name)}.`
      : `Set the protocol of the EndpointSlice's port to ${code(port.protocol)}.`,
    kubectl: show(name, namespace),
    causedBy: [],
  });
}

function noLongerKept(service: Service, frozen: Slices): Finding {
  const { name, namespace } = service.metadata;
  return warning({
    summary: `the Service has no selector any more: its EndpointSlices (${firstOf(namesOf(frozen), 3)}) stay as they were and follow no pod`,
    evidence: frozen.map((slice) => sliceEvidence(slice, 'endpoints', addressesOf(slice))),
    fix: 'Give the Service its selector back, or look after these EndpointSlices yourself.',
    kubectl: show(name, namespace),
    causedBy: [],
  });
}

/**
 * Beside the controller's slices: what nobody says to look after (multi-cluster controllers do say)
 * still gets its share of the traffic.
 */
export function leftOver(
  service: Service,
  slices: Slices,
  pods: readonly Pod[],
): Finding | undefined {
  const own = new Set(pods.flatMap(({ status }) => status.podIPs.map(({ ip }) => ip)));
  const foreign = servedSlices(service, slices).filter(
    (slice) =>
      !isFromController(slice) &&
      otherWriter(slice) === undefined &&
      endpointsOf([slice]).some((item) => item.ready && !item.addresses.some((ip) => own.has(ip))),
  );
  if (foreign.length === 0) return undefined;
  const items = endpointsOf(foreign).filter(({ ready }) => ready);
  const { name, namespace } = service.metadata;
  return warning({
    summary: `part of the traffic goes to ${firstOf(items.map(label), 3)}, which no selected pod has: ${firstOf(namesOf(foreign), 2)} was not written by Kubernetes and nobody looks after it`,
    evidence: foreign.map((slice) => sliceEvidence(slice, 'endpoints', addressesOf(slice))),
    fix: `Delete it if it is left over: ${code(`kubectl delete endpointslice ${foreign[0]?.metadata.name} -n ${namespace}`)}.`,
    kubectl: show(name, namespace),
    causedBy: [],
  });
}

const namesOf = (slices: Slices) => slices.map(({ metadata }) => metadata.name);
const addressesOf = ({ endpoints }: EndpointSlice) =>
  endpoints.flatMap(({ addresses }) => addresses).join(', ');

function sliceEvidence(slice: EndpointSlice, field: string, value: string): Evidence {
  return { object: objectOf('endpointslice', slice), field, value };
}

const show = (name: string, namespace: string) =>
  `kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name} -o yaml`;
