/**
 * Which endpoints the pods of a Service are, grouped by the ports they resolve to: the common ground
 * of EndpointSlices and the old Endpoints. A named target port is looked up on each pod, so pods may
 * differ; a port that a pod does not have is left out for that pod (endpointslice/utils.go).
 */
import type { Pod } from '../defaults/kinds.ts';
import type { EndpointPort, Service, ServicePort } from '../defaults/network-kinds.ts';
import type { Change } from '../storage.ts';
import { isFinished } from './pod-template.ts';
import { includesLabels } from './selectors.ts';
import type { World } from './world.ts';

export interface PortGroup {
  ports: EndpointPort[];
  pods: Pod[];
}

export const headlessLabel = 'service.kubernetes.io/headless';

export const isHeadless = (service: Service): boolean => service.spec.clusterIP === 'None';

/** Without a selector, or as an alias for an outer name, a Service's endpoints are not ours to write. */
export const isManaged = (service: Service): boolean =>
  Object.keys(service.spec.selector ?? {}).length > 0 && service.spec.type !== 'ExternalName';

function resolvePort(pod: Pod, { targetPort, port, protocol }: ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  if (targetPort === undefined) return port;
  const sidecars = (pod.spec.initContainers ?? []).filter((one) => one.restartPolicy === 'Always');
  return [...pod.spec.containers, ...sidecars]
    .flatMap((container) => container.ports ?? [])
    .find((one) => one.name === targetPort && one.protocol === protocol)?.containerPort;
}

function portsOf(pod: Pod, service: Service): EndpointPort[] {
  return (service.spec.ports ?? []).flatMap((servicePort) => {
    const port = resolvePort(pod, servicePort);
    if (port === undefined) return [];
    const { name = '', protocol = 'TCP', appProtocol } = servicePort;
    return [{ name, port, protocol, ...(appProtocol !== undefined && { appProtocol }) }];
  });
}

/** Order does not matter to a reader of slices, hence not to us. */
export function portsText(ports: EndpointPort[] | null | undefined): string {
  return (ports ?? [])
    .map((port) => `${port.name ?? ''}/${port.port}/${port.protocol}/${port.appProtocol ?? ''}`)
    .sort()
    .join();
}

/** Pods with an address that have not ended, in the order of their names. */
export function selectedPods(world: World, service: Service): Pod[] {
  const { namespace = '' } = service.metadata;
  const selector = { matchLabels: service.spec.selector ?? {} };
  return world
    .podsMatching(namespace, selector)
    .filter((pod) => !isFinished(pod) && pod.status?.podIPs?.length);
}

export function groupByPorts(service: Service, pods: Pod[]): PortGroup[] {
  const groups = new Map<string, PortGroup>();
  for (const pod of pods) {
    const ports = portsOf(pod, service);
    const key = portsText(ports);
    const group = groups.get(key) ?? { ports, pods: [] };
    group.pods.push(pod);
    groups.set(key, group);
  }
  return [...groups.values()];
}

export const hostnameOf = (pod: Pod, service: Service): string | undefined =>
  pod.spec.subdomain === service.metadata.name ? pod.spec.hostname : undefined;

export const addressOf = (pod: Pod, family: string): string | undefined =>
  pod.status?.podIPs?.find(({ ip }) => ip.includes(':') === (family === 'IPv6'))?.ip;

export function targetRef(pod: Pod) {
  const { name, namespace = '', uid = '' } = pod.metadata;
  return { kind: 'Pod', name, namespace, uid };
}

/** Keys of the Services whose endpoints a change can touch. */
export function affectedServices(world: World, change: Change): string[] {
  const { resource, object, before } = change;
  const { namespace = '', name } = object.metadata;
  if (resource.group === '' && resource.kind === 'Service') return [`${namespace}/${name}`];
  if (resource.group !== '' || resource.kind !== 'Pod') return [];
  const touched = new Set<string>();
  for (const labels of [object.metadata.labels, before?.metadata.labels]) {
    for (const candidate of world.indexes.selecting('Service', namespace, labels ?? {})) {
      const service = world.get('Service', namespace, candidate);
      if (service && includesLabels(labels, service.spec.selector ?? {})) touched.add(candidate);
    }
  }
  return [...touched].map((candidate) => `${namespace}/${candidate}`);
}
