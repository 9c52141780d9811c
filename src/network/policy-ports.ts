/** Whether a rule's `ports` take in the port a connection goes to. */
import type { NetworkPolicyPort } from '../objects/network-policy.ts';
import type { Pod } from '../objects/pod.ts';
import { code } from '../report.ts';
import { isSidecar } from './container-trouble.ts';
import type { Traffic } from './policy-sides.ts';
import { any, type Doubt, doubt, isDoubt, type Truth } from './policy-truth.ts';

type Goal = Pick<Traffic, 'to' | 'port' | 'protocol'>;

/** https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports */
export function matchesPorts(ports: readonly NetworkPolicyPort[], goal: Goal): Truth {
  return ports.length === 0 || any(ports.map((port) => matchesPort(port, goal)));
}

function matchesPort({ protocol, port, endPort }: NetworkPolicyPort, goal: Goal): Truth {
  if (protocol !== goal.protocol) return false;
  if (port == null) return true;
  const number = numberOf(goal);
  if (isDoubt(number)) return number;
  if (typeof port === 'string') return isNamed(port, number, goal);
  return port <= number && number <= (endPort ?? port);
}

/** The one number behind the port asked about. */
function numberOf(goal: Goal): number | Doubt {
  if (typeof goal.port === 'number') return goal.port;
  const [number, ...others] = numbersOf(goal.port, goal);
  if (number !== undefined && others.length === 0) return number;
  const what = number === undefined ? 'no' : 'more than one';
  return doubt(`the destination has ${what} ${goal.protocol} port named ${code(goal.port)}`);
}

/**
 * A name means a container port of the destination, for egress as well; what is no pod has none. Of
 * several numbers under one name plugins take one or all.
 */
function isNamed(name: string, number: number, goal: Goal): Truth {
  const numbers = numbersOf(name, goal);
  if (!numbers.includes(number)) return false;
  return numbers.length === 1 || doubt(`more than one container port is named ${code(name)}`);
}

function numbersOf(name: string, { to, protocol }: Goal): number[] {
  const ports = to.kind === 'pod' ? containerPorts(to.pod) : [];
  const named = ports.filter((port) => port.name === name && port.protocol === protocol);
  return [...new Set(named.map(({ containerPort }) => containerPort))];
}

function containerPorts({ spec }: Pod) {
  return [...spec.containers, ...spec.initContainers.filter(isSidecar)].flatMap(
    ({ ports }) => ports,
  );
}
