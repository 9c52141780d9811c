/**
 * What stands behind a Service, told from slices, pods and events together: the endpoints with what
 * their pods say, and the selected pods that have not become endpoints.
 */
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Event } from '../objects/event.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { type EndpointItem, endpointsOf } from './endpoints.ts';
import { isReady, podTrouble, restartsOf } from './pod-trouble.ts';

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
}

export interface Backends {
  endpoints: Backend[];
  /** Pods that the selector takes but that are no endpoint (yet, or any more). */
  podsAside: PodAside[];
}

export function backendsOf(facts: {
  service: Service;
  slices: readonly EndpointSlice[];
  /** undefined: could not be read, so nothing is said about pods. */
  pods: readonly Pod[] | undefined;
  events: readonly Event[];
}): Backends {
  const { namespace } = facts.service.metadata;
  const slices = facts.slices.filter(({ metadata }) => metadata.namespace === namespace);
  const pods = facts.pods ?? [];
  const byName = new Map(pods.map((pod) => [pod.metadata.name, pod]));
  const endpoints = endpointsOf(slices).map((item) => {
    const pod = item.target?.kind === 'Pod' ? byName.get(item.target.name) : undefined;
    return toBackend(item, pod, facts.events, facts.pods !== undefined);
  });
  const taken = new Set(endpoints.map(({ target }) => target?.name));
  const podsAside = pods
    .filter(({ metadata }) => !taken.has(metadata.name))
    .map((pod) => toAside(pod, facts.events));
  return { endpoints, podsAside };
}

function toBackend(
  item: EndpointItem,
  pod: Pod | undefined,
  events: readonly Event[],
  arePodsKnown: boolean,
): Backend {
  if (!pod) {
    const isLost = arePodsKnown && item.target?.kind === 'Pod';
    const reason = isLost ? lostPod : silence(item);
    return { ...item, ...(reason && { reason }) };
  }
  const reason = odd(item, pod, events);
  return { ...item, restarts: restartsOf(pod), ...(reason && { reason }) };
}

const lostPod = 'its pod is gone, or no longer carries the labels of the selector';

/** An endpoint that is not ready, and about whose pod nothing is known. */
function silence(item: EndpointItem): string | undefined {
  if (item.terminating) return 'terminating';
  return item.ready ? undefined : 'its EndpointSlice says not ready';
}

function odd(item: EndpointItem, pod: Pod, events: readonly Event[]): string | undefined {
  const trouble = podTrouble(pod, events);
  if (!item.ready) return trouble ?? lagging(item, pod);
  if (isReady(pod)) return undefined;
  return `published though its pod is not ready${trouble ? `: ${trouble}` : ''}`;
}

/** The slice and the pod tell different stories: the controller has not caught up, or does not run. */
function lagging(item: EndpointItem, pod: Pod): string {
  return isReady(pod)
    ? 'its pod is ready, but the EndpointSlice does not say so yet'
    : (silence(item) ?? 'not ready');
}

function toAside(pod: Pod, events: readonly Event[]): PodAside {
  const { namespace, name } = pod.metadata;
  const node = pod.spec.nodeName;
  const reason = podTrouble(pod, events) ?? noEndpointYet(pod);
  return { namespace, name, reason, ...(node && { node }) };
}

function noEndpointYet({ status }: Pod): string {
  const hasAddress = status.podIPs.some(({ ip }) => ip !== '');
  return hasAddress
    ? 'selected and has an address, but is in no EndpointSlice yet'
    : 'has no address yet';
}
