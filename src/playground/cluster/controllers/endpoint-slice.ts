/**
 * EndpointSlices: per address family and distinct set of ports, at most 100 endpoints each. Endpoints
 * stay in the slice they are in; a slice that is no longer needed is used again before a new one is
 * made; a Service without any pod keeps one empty slice per family (endpointslice/reconciler.go).
 */
import { isDeepStrictEqual } from 'node:util';
import type { Endpoint, EndpointPort, EndpointSlice, Service } from '../defaults/network-kinds.ts';
import { type ControllerFactory, parseKey } from './controller.ts';
import {
  endpointOf,
  managedByLabel,
  manager,
  serviceLabel,
  sliceLabels,
} from './endpoint-slice-content.ts';
import { freeName } from './names.ts';
import {
  affectedServices,
  groupByPorts,
  isManaged,
  portsText,
  selectedPods,
} from './service-endpoints.ts';
import { ownerReference } from './world.ts';

const capacity = 100;
const triggerTime = 'endpoints.kubernetes.io/last-change-trigger-time';

interface Plan {
  /** The slice to rewrite; without one a new slice is made. */
  slice?: EndpointSlice;
  ports: EndpointPort[] | null;
  endpoints: Endpoint[] | null;
}

const idOf = (endpoint: Endpoint) => endpoint.targetRef?.uid ?? endpoint.addresses.join();

/** Spreads the endpoints of one set of ports over slices that already have these ports, then new ones. */
function planGroup(ports: EndpointPort[], wanted: Endpoint[], slices: EndpointSlice[]): Plan[] {
  const left = new Map(wanted.map((endpoint) => [idOf(endpoint), endpoint]));
  const plans = slices.map((slice): Plan & { endpoints: Endpoint[] } => {
    const kept = (slice.endpoints ?? []).flatMap((old) => {
      const fresh = left.get(idOf(old));
      left.delete(idOf(old));
      return fresh ?? [];
    });
    return { slice, ports: slice.ports ?? ports, endpoints: kept };
  });
  const rest = [...left.values()];
  for (const plan of plans) {
    plan.endpoints.push(...rest.splice(0, capacity - plan.endpoints.length));
  }
  while (rest.length > 0) plans.push({ ports, endpoints: rest.splice(0, capacity) });
  return plans.filter((plan) => plan.endpoints.length > 0);
}

function planFamily(groups: Plan[], slices: EndpointSlice[]): Plan[] {
  const plans = groups.flatMap(({ ports, endpoints }) => {
    const same = slices.filter((slice) => portsText(slice.ports) === portsText(ports));
    return planGroup(ports ?? [], endpoints ?? [], same);
  });
  if (plans.length === 0) plans.push({ ports: null, endpoints: null });
  const used = new Set(plans.map((plan) => plan.slice));
  const spare = slices.filter((slice) => !used.has(slice));
  return plans.map((plan) => {
    const recycled = plan.slice ?? spare.shift();
    return recycled ? { ...plan, slice: recycled } : plan;
  });
}

export const endpointSliceController: ControllerFactory = (world) => {
  const resource = world.resources.of({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' });

  function slicesOf(service: Service): EndpointSlice[] {
    const { namespace, name } = service.metadata;
    return (
      world.storage.withLabel(resource, namespace, serviceLabel, name) as EndpointSlice[]
    ).filter((slice) => slice.metadata.labels?.[managedByLabel] === manager);
  }

  function groupsOf(service: Service, family: string): Plan[] {
    return groupByPorts(service, selectedPods(world, service)).map(({ ports, pods }) => ({
      ports,
      endpoints: pods.flatMap((pod) => endpointOf(world, service, pod, family) ?? []),
    }));
  }

  function create(service: Service, family: string, plan: Plan): void {
    const { name, namespace = '' } = service.metadata;
    const generateName = `${name}-`;
    const taken = (candidate: string) =>
      world.get('EndpointSlice', namespace, candidate) !== undefined;
    world.create('EndpointSlice', {
      metadata: {
        name: freeName(generateName, `${namespace}/${name}/${family}`, taken),
        namespace,
        generateName,
        labels: sliceLabels(service),
        annotations: { [triggerTime]: world.now() },
        ownerReferences: [ownerReference(service)],
      },
      addressType: family,
      endpoints: plan.endpoints,
      ports: plan.ports,
    });
  }

  function write(service: Service, family: string, plan: Plan): void {
    const { slice, endpoints, ports } = plan;
    if (!slice) {
      create(service, family, plan);
      return;
    }
    const labels = sliceLabels(service);
    const same =
      isDeepStrictEqual(slice.endpoints ?? [], endpoints ?? []) &&
      portsText(slice.ports) === portsText(ports) &&
      isDeepStrictEqual(slice.metadata.labels, labels);
    if (same) return;
    const annotations = { ...slice.metadata.annotations, [triggerTime]: world.now() };
    const metadata = { ...slice.metadata, labels, annotations };
    world.update('EndpointSlice', { ...slice, metadata, endpoints, ports });
  }

  function reconcile(service: Service): void {
    const slices = slicesOf(service);
    const families = service.spec.ipFamilies ?? ['IPv4'];
    const kept = new Set<EndpointSlice>();
    for (const family of families) {
      const own = slices.filter((slice) => slice.addressType === family);
      for (const plan of planFamily(groupsOf(service, family), own)) {
        if (plan.slice) kept.add(plan.slice);
        write(service, family, plan);
      }
    }
    for (const slice of slices.filter((one) => !kept.has(one))) {
      world.remove('EndpointSlice', slice.metadata.namespace ?? '', slice.metadata.name);
    }
  }

  return {
    name: 'endpoint-slice',
    affected: (change) => {
      if (change.resource.kind !== 'EndpointSlice') return affectedServices(world, change);
      const { namespace, labels } = change.object.metadata;
      const service = labels?.[managedByLabel] === manager ? labels[serviceLabel] : undefined;
      return service === undefined ? [] : [`${namespace}/${service}`];
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const service = world.get('Service', namespace, name);
      if (service && isManaged(service)) reconcile(service);
    },
  };
};
