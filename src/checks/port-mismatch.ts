/** Where a Service port and the ports that pods declare do not fit together. */

import { type DeclaredPort, declaredPorts, declaredText } from '../network/declared-ports.ts';
import { nearest } from '../network/nearest.ts';
import { portName, resolvePorts } from '../network/ports.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { code, count } from '../report.ts';
import { workloadName, workloadsOf } from './workloads.ts';

export interface PortMismatch {
  /** name: pods take nothing on it · number: they may well listen on it, but declare others. */
  kind: 'name' | 'number';
  port: ServicePort;
  target: number | string;
  /** A part of a sentence: which port, and which pods lack it. */
  said: string;
  /** Pods that lack it, by name. */
  lacking: string[];
  /** Whose pods those are. */
  workloads: string;
  /** Names (or numbers) they do declare for this protocol and that were likely meant. */
  near: string[];
  /** What targetPort could be set to instead: names, or numbers where there are none; at most three. */
  options: string[];
  /** Protocols under which they declare the name. */
  declaredAs: string[];
  /** One of them, and what it declares. */
  example: string;
  declared: string[];
}

/** undefined: it fits, or nobody declares anything that it could be held against. */
export function mismatchOf(
  service: Service,
  port: ServicePort,
  pods: readonly Pod[],
): PortMismatch | undefined {
  const target = port.targetPort ?? port.port;
  return typeof target === 'number'
    ? numberMismatch(port, target, pods)
    : nameMismatch(service, port, target, pods);
}

function nameMismatch(
  service: Service,
  port: ServicePort,
  target: string,
  pods: readonly Pod[],
): PortMismatch | undefined {
  const [resolved] = resolvePorts({ ...service, spec: { ...service.spec, ports: [port] } }, pods);
  const names = new Set(resolved?.missingOn);
  const lacking = pods.filter(({ metadata }) => names.has(metadata.name));
  if (lacking.length === 0) return undefined;
  const others = resolved?.declaredAs ?? [];
  const instead = others.length > 0 ? `, only ${others.join(' and ')}` : '';
  const isAll = lacking.length === pods.length;
  const who = isAll ? 'no pod declares a' : `${missingOn(lacking)} declares no`;
  const said = `port ${portName(port)}: ${who} ${port.protocol} port named ${code(target)}${instead}`;
  const declared = lacking.flatMap(declaredPorts);
  const candidates = declared
    .filter(({ protocol, name }) => protocol === port.protocol && name !== target)
    .flatMap(({ name }) => name ?? []);
  const near = nearest(target, candidates);
  const [only, ...more] = new Set(candidates);
  return {
    ...{ kind: 'name', port, target, said, declaredAs: others },
    ...described(lacking),
    near: near.length > 0 || only === undefined || more.length > 0 ? near : [only],
    options: optionsOf(declared.filter(({ protocol }) => protocol === port.protocol)),
  };
}

function optionsOf(declared: readonly DeclaredPort[]): string[] {
  const names = declared.flatMap(({ name }) => name ?? []);
  const numbers = declared.map(({ containerPort }) => String(containerPort));
  return [...new Set(names.length > 0 ? names : numbers)].slice(0, 3);
}

const missingOn = (pods: readonly Pod[]) => `${workloadsText(pods)} (${count(pods.length, 'pod')})`;

/** Deployment `api` and StatefulSet `db` */
function workloadsText(pods: readonly Pod[]): string {
  const names = workloadsOf(pods).map(workloadName);
  const [last = '', ...rest] = names.slice(0, 3).toReversed();
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return `${rest.length > 0 ? `${rest.toReversed().join(', ')} and ` : ''}${last}${more}`;
}

/** A pod that declares nothing says nothing; one that declares other ports makes one wonder. */
function numberMismatch(
  port: ServicePort,
  target: number,
  pods: readonly Pod[],
): PortMismatch | undefined {
  const isIt = ({ containerPort, protocol }: DeclaredPort) =>
    containerPort === target && protocol === port.protocol;
  const lacking = pods.filter((pod) => {
    const declared = declaredPorts(pod);
    return declared.length > 0 && !declared.some(isIt);
  });
  if (lacking.length === 0) return undefined;
  const isAll = lacking.length === pods.length;
  const which = isAll ? 'which no container declares' : `undeclared on ${missingOn(lacking)}`;
  const declared = new Set(lacking.flatMap(declaredPorts).map(numberText));
  return {
    ...{
      kind: 'number',
      port,
      target,
      near: [...declared].slice(0, 3),
      declaredAs: [],
      options: [],
    },
    said: `port ${portName(port)} leads to ${target}/${port.protocol}, ${which}`,
    ...described(lacking),
  };
}

const numberText = ({ containerPort, protocol }: DeclaredPort) => `${containerPort}/${protocol}`;

function described(lacking: readonly Pod[]) {
  const [first] = lacking;
  return {
    lacking: lacking.map(({ metadata }) => metadata.name),
    workloads: workloadsText(lacking),
    example: first?.metadata.name ?? '',
    declared: first ? declaredPorts(first).map(declaredText) : [],
  };
}
