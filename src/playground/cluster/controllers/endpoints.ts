/**
 * The old Endpoints object (deprecated, one family, at most 1000 addresses): still written by 1.36,
 * so it is here for those who look. Nothing of ours reads it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Pod } from '../defaults/kinds.ts';
import type {
  EndpointAddress,
  EndpointSubset,
  Endpoints,
  Service,
} from '../defaults/network-kinds.ts';
import { type ControllerFactory, parseKey } from './controller.ts';
import { isReady, isTerminating } from './pod-template.ts';
import {
  addressOf,
  affectedServices,
  groupByPorts,
  headlessLabel,
  hostnameOf,
  isHeadless,
  isManaged,
  portsText,
  selectedPods,
  targetRef,
} from './service-endpoints.ts';

const capacity = 1_000;
const managedBy = 'endpoints.kubernetes.io/managed-by';
const triggerTime = 'endpoints.kubernetes.io/last-change-trigger-time';
const overCapacity = 'endpoints.kubernetes.io/over-capacity';

function addresses(service: Service, pods: Pod[]): EndpointAddress[] {
  const family = service.spec.ipFamilies?.[0] ?? 'IPv4';
  const all = pods.flatMap((pod): EndpointAddress[] => {
    const ip = addressOf(pod, family);
    if (ip === undefined) return [];
    const { nodeName } = pod.spec;
    const hostname = hostnameOf(pod, service);
    return [
      {
        ...(hostname !== undefined && { hostname }),
        ip,
        ...(nodeName !== undefined && { nodeName }),
        targetRef: targetRef(pod),
      },
    ];
  });
  return all.sort((a, b) => (a.ip < b.ip ? -1 : 1));
}

function subset(service: Service, pods: Pod[], ports: EndpointSubset['ports']): EndpointSubset {
  const always = service.spec.publishNotReadyAddresses === true;
  const alive = pods.filter((pod) => always || !isTerminating(pod));
  const good = addresses(
    service,
    alive.filter((pod) => always || isReady(pod)),
  );
  const bad = addresses(
    service,
    alive.filter((pod) => !always && !isReady(pod)),
  );
  return {
    ...(good.length > 0 && { addresses: good.slice(0, capacity) }),
    ...(bad.length > 0 && { notReadyAddresses: bad.slice(0, capacity - good.length) }),
    ports: (ports ?? []).map(({ name, ...port }) => ({ ...(name && { name }), ...port })),
  };
}

const text = (subsets: EndpointSubset[] | undefined) =>
  (subsets ?? []).map((one) => ({ ...one, ports: portsText(one.ports) }));

export const endpointsController: ControllerFactory = (world) => {
  function desired(service: Service): EndpointSubset[] {
    return groupByPorts(service, selectedPods(world, service))
      .map(({ ports, pods }) => subset(service, pods, ports))
      .filter((one) => one.addresses || one.notReadyAddresses);
  }

  function write(service: Service, before: Endpoints | undefined): void {
    const { name, namespace = '' } = service.metadata;
    const pods = selectedPods(world, service).length;
    const labels = {
      ...service.metadata.labels,
      [managedBy]: 'endpoint-controller',
      ...(isHeadless(service) && { [headlessLabel]: '' }),
    };
    const subsets = desired(service);
    const same =
      before &&
      isDeepStrictEqual(text(before.subsets), text(subsets)) &&
      isDeepStrictEqual(before.metadata.labels, labels);
    if (same) return;
    const annotations = {
      [triggerTime]: world.now(),
      ...(pods > capacity && { [overCapacity]: 'truncated' }),
    };
    const metadata = { ...before?.metadata, name, namespace, labels, annotations };
    const content = subsets.length > 0 ? { metadata, subsets } : { metadata };
    if (before) world.update('Endpoints', { apiVersion: 'v1', kind: 'Endpoints', ...content });
    else world.create('Endpoints', content);
  }

  return {
    name: 'endpoints',
    affected: (change) => affectedServices(world, change),
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const service = world.get('Service', namespace, name);
      const before = world.get('Endpoints', namespace, name);
      if (service && isManaged(service)) write(service, before);
      else if (!service && before?.metadata.labels?.[managedBy]) {
        world.remove('Endpoints', namespace, name);
      }
    },
  };
};
