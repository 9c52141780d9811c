/**
 * What stands behind a Service, told from slices, pods and events together: the endpoints with what
 * their pods say, and the selected pods that have not become endpoints.
 */
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Event } from '../objects/event.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { type EndpointItem, endpointsOf } from './endpoints.ts';
import { isOver, isReady, podTrouble, restartsOf } from './pod-trouble.ts';
import { formOf } from './service-facts.ts';

export interface Backend extends EndpointItem {
  /** Sum over the pod's containers; absent where the pod could not be read or there is none. */
  restarts?: number;
  /** Why it is not ready, or what is odd about it; the kubelet's words. */
  reason?: string;
}

export interface PodAside {
  namespace: string;
  name: string;
  node?: string;
  reason: string;
  /** Ended, evicted or on its way out: nobody expects traffic to reach it. */
  isOver: boolean;
}

export interface Backends {
  endpoints: Backend[];
  /** Pods that the selector takes but that are no endpoint (yet, or any more). */
  podsAside: PodAside[];
}

export interface BackendFacts {
  service: Service;
  /** undefined: could not be read, so nothing is said about who is an endpoint. */
  slices: readonly EndpointSlice[] | undefined;
  /** undefined: could not be read, so nothing is said about pods. */
  pods: readonly Pod[] | undefined;
  /** Whether a pod that is not among `pods` does not exist; false where not all were read. */
  arePodsWhole: boolean;
  events: readonly Event[];
}

/** An ExternalName has no endpoints, even if it has a selector: the controller passes it over. */
export function backendsOf(facts: BackendFacts): Backends {
  if (formOf(facts.service) === 'ExternalName') return { endpoints: [], podsAside: [] };
  const { namespace } = facts.service.metadata;
  const slices = facts.slices?.filter(({ metadata }) => metadata.namespace === namespace);
  const pods = facts.pods ?? [];
  const byName = new Map(pods.map((pod) => [pod.metadata.name, pod]));
  const taken = new Set<Pod>();
  const endpoints = endpointsOf(slices ?? []).map((item): Backend => {
    const pod = item.target?.kind === 'Pod' ? byName.get(item.target.name) : undefined;
    const isIt = pod !== undefined && isSame(item, pod);
    if (isIt) taken.add(pod);
    const reason = isIt ? odd(item, pod, facts.events) : silence(item, pod, facts);
    return { ...item, ...(isIt && { restarts: restartsOf(pod) }), ...(reason && { reason }) };
  });
  const podsAside = pods
    .filter((pod) => !taken.has(pod))
    .flatMap((pod) => toAside(pod, facts.events, slices !== undefined));
  return { endpoints, podsAside };
}

/** A pod that was made again under its old name (StatefulSet) is another one. */
function isSame({ target }: EndpointItem, { metadata }: Pod): boolean {
  return !target?.uid || !metadata.uid || target.uid === metadata.uid;
}

/** What an endpoint without its pod says. */
function silence(
  item: EndpointItem,
  namesake: Pod | undefined,
  { service, pods, arePodsWhole }: BackendFacts,
): string | undefined {
  if (namesake) return 'its pod was replaced by a new one of the same name';
  if (pods && arePodsWhole && item.target?.kind === 'Pod') {
    return 'its pod is gone, or no longer carries the labels of the selector';
  }
  if (formOf(service) !== 'headless' && item.addresses.some(isHostName)) {
    return 'a host name instead of an address: kube-proxy does not send traffic there';
  }
  return unready(item);
}

const isHostName = (address: string) => !/^[\d.]+$|:/.test(address);

function unready(item: EndpointItem): string | undefined {
  if (item.ready) return undefined;
  return item.terminating ? 'terminating' : 'its EndpointSlice says not ready';
}

/** The slice and the pod may tell different stories: the controller lags behind, or does not run. */
function odd(item: EndpointItem, pod: Pod, events: readonly Event[]): string | undefined {
  const trouble = podTrouble(pod, events);
  if (item.ready) {
    if (isReady(pod)) return undefined;
    return `published though not ready${trouble ? `: ${trouble}` : ''}`;
  }
  if (trouble) return trouble;
  return isReady(pod)
    ? 'its pod is ready, but the EndpointSlice does not say so yet'
    : unready(item);
}

/** Without slices only what the pod itself says counts: it may well be an endpoint. */
function toAside(pod: Pod, events: readonly Event[], areSlicesKnown: boolean): PodAside[] {
  const { namespace, name } = pod.metadata;
  const node = pod.spec.nodeName;
  const reason = podTrouble(pod, events) ?? (areSlicesKnown ? noEndpointYet(pod) : undefined);
  if (reason === undefined) return [];
  return [{ namespace, name, reason, isOver: isOver(pod), ...(node && { node }) }];
}

function noEndpointYet({ status }: Pod): string {
  const hasAddress = status.podIPs.some(({ ip }) => ip !== '');
  return hasAddress
    ? 'selected and has an address, but is in no EndpointSlice yet'
    : 'has no address yet';
}
