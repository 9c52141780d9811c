/** What EndpointSlices say against what pods say: who lags behind, who is gone, who wrote it. */
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { type EndpointItem, endpointsOf } from './endpoints.ts';
import { familiesOf, familiesOfPod } from './ip-families.ts';
import { isOver, isReady } from './pod-trouble.ts';
import { formOf } from './service-facts.ts';

export const managedBy = 'endpointslice.kubernetes.io/managed-by';
const controller = 'endpointslice-controller.k8s.io';

export const isFromController = ({ metadata }: EndpointSlice): boolean =>
  metadata.labels[managedBy] === controller;

/** Who else says to look after it; undefined: nobody, it was written by hand. */
export const otherWriter = (slice: EndpointSlice): string | undefined =>
  isFromController(slice) ? undefined : slice.metadata.labels[managedBy];

/** Names are per namespace, and where none was given slices of all were read. */
export function slicesOf({ metadata }: Service, slices: readonly EndpointSlice[]): EndpointSlice[] {
  return slices.filter((slice) => slice.metadata.namespace === metadata.namespace);
}

/**
 * kube-proxy only looks at slices of the Service's own families; DNS gives out whatever there is of a
 * headless one. https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#address-types
 */
export function servedSlices(service: Service, slices: readonly EndpointSlice[]): EndpointSlice[] {
  const own = slicesOf(service, slices);
  const families: string[] = familiesOf(service);
  if (formOf(service) === 'headless' || families.length === 0) return own;
  return own.filter(({ addressType }) => families.includes(addressType));
}

export interface Standing {
  /** Every endpoint that counts for the Service. */
  all: EndpointItem[];
  ready: EndpointItem[];
  /** On their way out and still serving: the last resort, where none is ready (KEP-1669). */
  lastResort: EndpointItem[];
  /** Pods that are ready, of which no slice says so. */
  late: Pod[];
  /** Said to be ready, but their pod is gone, was replaced or has another address. */
  stale: EndpointItem[];
  /** Said to be ready, but their pod is not. */
  early: EndpointItem[];
}

/** @param arePodsWhole whether a pod that is not among them does not exist */
export function standingOf(
  service: Service,
  slices: readonly EndpointSlice[],
  pods: readonly Pod[],
  arePodsWhole: boolean,
): Standing {
  const served = servedSlices(service, slices);
  const all = endpointsOf(served);
  const ready = all.filter((item) => item.ready);
  const fromController = endpointsOf(served.filter(isFromController)).filter((item) => item.ready);
  const byName = new Map(pods.map((pod) => [pod.metadata.name, pod]));
  const podOf = (item: EndpointItem) => {
    const pod = byName.get(item.target?.name ?? '');
    return pod && isPodOf(pod, item) ? pod : undefined;
  };
  const known = new Set(ready.map(podOf));
  return {
    all,
    ready,
    lastResort: all.filter(({ serving, terminating }) => serving && terminating),
    late: pods.filter((pod) => isExpected(service, pod) && !known.has(pod)),
    stale: arePodsWhole ? fromController.filter((item) => !podOf(item)) : [],
    early: service.spec.publishNotReadyAddresses
      ? []
      : ready.filter((item) => podOf(item)?.status.conditions.some(isUnready) ?? false),
  };
}

const isUnready = ({ type, status }: { type: string; status: string }) =>
  type === 'Ready' && status !== 'True';

/** A pod that was made again under its old name, or got another address, is not the one meant. */
function isPodOf({ metadata, status }: Pod, { target, addresses }: EndpointItem): boolean {
  if (target?.kind !== 'Pod') return false;
  if (target.uid && metadata.uid && target.uid !== metadata.uid) return false;
  const own = status.podIPs.map(({ ip }) => ip);
  return own.length === 0 || addresses.some((address) => own.includes(address));
}

function isExpected(service: Service, pod: Pod): boolean {
  const families = familiesOf(service);
  const fits = familiesOfPod(pod).some((one) => families.length === 0 || families.includes(one));
  return isReady(pod) && !isOver(pod) && fits;
}
