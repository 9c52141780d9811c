/** Which ports of a Service a question is about. */
import type { Service, ServicePort } from '../objects/service.ts';
import { nearest } from './nearest.ts';

export interface AskedPorts {
  /** Several of one number where protocols differ: 53/UDP and 53/TCP. Empty: there is no such port. */
  ports: ServicePort[];
  /** What the Service has, where it has not the one asked for; the likeliest. */
  near: string[];
}

/** By name or number, as a person types it; `53/udp` picks the protocol too. Absent: all of them. */
export function askedPorts({ spec }: Service, asked: string | undefined): AskedPorts {
  if (asked === undefined) return { ports: spec.ports, near: [] };
  const [word = '', protocol] = asked.toLowerCase().split('/');
  const ports = spec.ports.filter(
    (one) =>
      (String(one.port) === word || one.name === word) &&
      (protocol === undefined || one.protocol.toLowerCase() === protocol),
  );
  return { ports, near: ports.length > 0 ? [] : nearest(word, namesOf(spec.ports)) };
}

/** Names and numbers: what a person may ask for. */
function namesOf(ports: readonly ServicePort[]): string[] {
  const words = ports.flatMap(({ name, port }) => [...(name ? [name] : []), String(port)]);
  return [...new Set(words)];
}
