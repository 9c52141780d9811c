/** Where a Service port leads on each pod: a number as it is, a name as each pod's containers say. */
import type { Container, Pod } from '../objects/pod.ts';
import type { Service, ServicePort } from '../objects/service.ts';

export interface ResolvedPort {
  port: ServicePort;
  /** What the Service says: a number, or the name of a container port. */
  target: number | string;
  /** The numbers it resolves to, with how many pods have each; empty without pods. */
  numbers: { number: number; pods: number }[];
  /** Names of the pods that declare no port of this name and protocol. */
  missingOn: string[];
}

/** Without pods to look at (none, or not readable) names stay unresolved. */
export function resolvePorts(service: Service, pods: readonly Pod[]): ResolvedPort[] {
  return service.spec.ports.map((port) => resolvePort(port, pods));
}

function resolvePort(port: ServicePort, pods: readonly Pod[]): ResolvedPort {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') {
    return { port, target, numbers: [{ number: target, pods: pods.length }], missingOn: [] };
  }
  const tally = new Map<number, number>();
  const missingOn: string[] = [];
  for (const pod of pods) {
    const number = findContainerPort(pod, target, port.protocol);
    if (number === undefined) missingOn.push(pod.metadata.name);
    else tally.set(number, (tally.get(number) ?? 0) + 1);
  }
  const numbers = [...tally].map(([number, pods]) => ({ number, pods }));
  return { port, target, numbers: numbers.sort((a, b) => b.pods - a.pods), missingOn };
}

/**
 * The first container that declares the name with this protocol. Sidecars (init containers that
 * always restart, KEP-753) count as containers, as they do for the endpoint controller.
 */
function findContainerPort(pod: Pod, name: string, protocol: string): number | undefined {
  const sidecars = pod.spec.initContainers.filter(isSidecar);
  return [...pod.spec.containers, ...sidecars]
    .flatMap(({ ports }) => ports)
    .find((port) => port.name === name && port.protocol === protocol)?.containerPort;
}

const isSidecar = ({ restartPolicy }: Container) => restartPolicy === 'Always';
