/** One endpoint of a slice, from a pod (KEP-752 conditions, KEP-1672 terminating, KEP-2433 hints). */
import { isDeepStrictEqual } from 'node:util';
import type { Labels, Pod } from '../defaults/kinds.ts';
import type { Endpoint, Service } from '../defaults/network-kinds.ts';
import { isReady, isTerminating } from './pod-template.ts';
import {
  addressOf,
  headlessLabel,
  hostnameOf,
  isHeadless,
  targetRef,
} from './service-endpoints.ts';
import type { World } from './world.ts';

export const serviceLabel = 'kubernetes.io/service-name';
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
export const manager = 'endpointslice-controller.k8s.io';

const zoneLabel = 'topology.kubernetes.io/zone';
const reserved = [serviceLabel, managedByLabel, headlessLabel];

function conditionsOf(pod: Pod, service: Service): Endpoint['conditions'] {
  const serving = isReady(pod);
  const terminating = isTerminating(pod);
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  return { ready, serving, terminating };
}

function hintsOf(endpoint: Endpoint, distribution: string | undefined): Endpoint['hints'] {
  const { zone, nodeName, conditions } = endpoint;
  if (!zone || !conditions?.ready) return undefined;
  const forZones = [{ name: zone }];
  switch (distribution) {
    case 'PreferClose':
    case 'PreferSameZone':
      return { forZones };
    case 'PreferSameNode':
      return nodeName ? { forZones, forNodes: [{ name: nodeName }] } : { forZones };
    default:
      return undefined;
  }
}

export function endpointOf(
  world: World,
  service: Service,
  pod: Pod,
  family: string,
): Endpoint | undefined {
  const address = addressOf(pod, family);
  if (address === undefined) return undefined;
  const { nodeName } = pod.spec;
  const zone = world.get('Node', '', nodeName ?? '')?.metadata.labels?.[zoneLabel];
  const hostname = hostnameOf(pod, service);
  const endpoint: Endpoint = {
    addresses: [address],
    conditions: conditionsOf(pod, service) ?? {},
    ...(hostname !== undefined && { hostname }),
    ...(nodeName !== undefined && { nodeName }),
    targetRef: targetRef(pod),
    ...(zone !== undefined && { zone }),
  };
  const hints = hintsOf(endpoint, service.spec.trafficDistribution);
  return hints ? { ...endpoint, hints } : endpoint;
}

/** The Service's labels, but for those that have a meaning of their own on a slice. */
export function sliceLabels(service: Service): Labels {
  const own = Object.entries(service.metadata.labels ?? {});
  return {
    ...Object.fromEntries(own.filter(([key]) => !reserved.includes(key))),
    [managedByLabel]: manager,
    [serviceLabel]: service.metadata.name,
    ...(isHeadless(service) && { [headlessLabel]: '' }),
  };
}

export const sameEndpoint = (a: Endpoint, b: Endpoint): boolean => isDeepStrictEqual(a, b);
