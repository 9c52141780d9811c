/** Where a Service port leads on each pod: a number as it is, a name as each pod's containers say. */
import type { Pod } from '../objects/pod.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { code, count } from '../report.ts';
import { isSidecar } from './container-trouble.ts';
import type { EndpointItem } from './endpoints.ts';
import { formOf } from './service-facts.ts';

export interface ResolvedPort {
  port: ServicePort;
  /** What the Service says: a number, or the name of a container port. */
  target: number | string;
  /** The numbers it resolves to, with how many pods have each; empty without pods. */
  numbers: { number: number; pods: number }[];
  /** Names of the pods that declare no port of this name and protocol. */
  missingOn: string[];
  /** Protocols under which those pods do declare the name. */
  declaredAs: string[];
}

/** Without pods to look at (none, or not readable) names stay unresolved. */
export function resolvePorts(service: Service, pods: readonly Pod[]): ResolvedPort[] {
  return service.spec.ports.map((port) => resolvePort(port, pods));
}

function resolvePort(port: ServicePort, pods: readonly Pod[]): ResolvedPort {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') {
    const numbers = pods.length > 0 ? [{ number: target, pods: pods.length }] : [];
    return { port, target, numbers, missingOn: [], declaredAs: [] };
  }
  const tally = new Map<number, number>();
  const missing: Pod[] = [];
  for (const pod of pods) {
    const found = named(pod, target).find(({ protocol }) => protocol === port.protocol);
    if (found) tally.set(found.containerPort, (tally.get(found.containerPort) ?? 0) + 1);
    else missing.push(pod);
  }
  const numbers = [...tally].map(([number, pods]) => ({ number, pods }));
  return {
    port,
    target,
    numbers: numbers.sort((a, b) => b.pods - a.pods),
    missingOn: missing.map(({ metadata }) => metadata.name),
    declaredAs: [
      ...new Set(missing.flatMap((pod) => named(pod, target)).map((one) => one.protocol)),
    ],
  };
}

/** Sidecars (init containers that always restart) count, as they do for the endpoint controller. */
function named({ spec }: Pod, name: string) {
  const containers = [...spec.containers, ...spec.initContainers.filter(isSidecar)];
  return containers.flatMap(({ ports }) => ports).filter((port) => port.name === name);
}

/**
 * The Service ports that no ready endpoint has. The name and the protocol have to be equal, as for
 * kube-proxy; a headless Service only gives out addresses, so that its ports do not matter.
 */
export function deadPorts(service: Service, endpoints: readonly EndpointItem[]): ServicePort[] {
  const ready = endpoints.filter((item) => item.ready);
  if (ready.length === 0 || formOf(service) === 'headless') return [];
  const served = new Set(ready.flatMap((item) => item.ports.map(keyOf)));
  return service.spec.ports.filter((port) => !served.has(keyOf(port)));
}

const keyOf = ({ name, protocol }: { name: string; protocol: string }) => `${name}/${protocol}`;

/** `http` 80/TCP */
export function portName({ name, port, protocol }: ServicePort): string {
  return `${name ? `${code(name)} ` : ''}${port}/${protocol}`;
}

/** Why a port leads nowhere, or not everywhere; undefined where the pods do not tell. */
export function portTrouble(resolved: ResolvedPort): string | undefined {
  const { port, target, numbers, missingOn, declaredAs } = resolved;
  if (missingOn.length === 0) return undefined;
  const pods = numbers.length === 0 ? 'no selected pod declares' : 'some pods do not declare';
  const instead = declaredAs.length > 0 ? `, only ${declaredAs.join(' and ')}` : '';
  return `${pods} a ${port.protocol} port named ${code(target)}${instead}`;
}

/** `http` 80/TCP to `http`: 8080 on 3 pods */
export function portLine({ port, target, numbers, missingOn }: ResolvedPort): string {
  const onNodes = port.nodePort ? ` (${port.nodePort} on every node)` : '';
  const from = `${portName(port)}${onNodes}`;
  if (typeof target === 'number') return `${from} to ${target}`;
  const resolved = numbers.map(({ number, pods }) => `${number} on ${count(pods, 'pod')}`);
  const missing = missingOn.length > 0 ? [`not declared on ${count(missingOn.length, 'pod')}`] : [];
  const where = [...resolved, ...missing].join(', ');
  return `${from} to port ${code(target)}${where ? `: ${where}` : ''}`;
}
