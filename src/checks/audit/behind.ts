/** Who stands behind Services: the pods a selector takes, and the workloads they belong to. */
import { isSelected } from '../../network/near-miss.ts';
import { isOver } from '../../network/pod-trouble.ts';
import { hasSelector } from '../../network/service-facts.ts';
import type { Pod } from '../../objects/pod.ts';
import type { Service } from '../../objects/service.ts';
import { type Workload, workloadsOf } from '../workloads.ts';

export interface Behind {
  service: Service;
  /** Without those that have ended or are on their way out. */
  pods: readonly Pod[];
}

export interface Served {
  workload: Workload;
  namespace: string;
  services: readonly Service[];
}

/** Services that take pods, each with them. A Service without pods is a matter of `check`. */
export function behindOf(services: readonly Service[], pods: readonly Pod[]): Behind[] {
  const live = Map.groupBy(
    pods.filter((pod) => !isOver(pod)),
    ({ metadata }) => metadata.namespace,
  );
  return services
    .filter((service) => hasSelector(service) && service.spec.type !== 'ExternalName')
    .map((service) => ({
      service,
      pods: (live.get(service.metadata.namespace) ?? []).filter((pod) => isSelected(service, pod)),
    }))
    .filter((one) => one.pods.length > 0);
}

/** Workloads behind Services, each once. Jobs are left out: what runs to an end rarely serves. */
export function servedOf(all: readonly Behind[]): Served[] {
  const known = new Map<string, Served>();
  for (const { service, pods } of all) {
    const { namespace } = service.metadata;
    for (const workload of workloadsOf(pods).filter(({ kind }) => kind !== 'Job')) {
      const key = `${namespace} ${workload.kind} ${workload.name}`;
      const services = [...(known.get(key)?.services ?? []), service];
      known.set(key, { workload, namespace, services });
    }
  }
  return [...known.values()];
}

/** `deployment shop/api`, the object of a finding. */
export function objectOfWorkload({ workload, namespace }: Omit<Served, 'services'>): string {
  const [first] = workload.pods;
  const isOrphan = workload.kind === '' || workload.kind === 'Node';
  const name = isOrphan ? (first?.metadata.name ?? '') : workload.name;
  return `${isOrphan ? 'pod' : workload.kind.toLowerCase()} ${namespace}/${name}`;
}

/** Opens it for a change. */
export function editWorkload(served: Omit<Served, 'services'>): string {
  const [kind, name] = objectOfWorkload(served).split(` ${served.namespace}/`);
  return `kubectl edit ${kind} ${name} -n ${served.namespace}`;
}
