/** At which ports CoreDNS listens, where its Corefile and its containers leave no doubt. */
import type { Pod } from '../objects/pod.ts';
import { readBlocks } from './corefile-blocks.ts';
import { portsOf } from './corefile-loops.ts';
import { importsOf } from './corefile-trouble.ts';
import { declaredPorts } from './declared-ports.ts';

export interface Listening {
  /** By the Corefile. */
  written: number[];
  /** By the containers, ports for other things included. */
  declared: number[];
}

/**
 * undefined: not for certain, as a file that is imported may hold further blocks, and the flag
 * `-dns.port` another port for those that name none.
 * https://coredns.io/manual/configuration/#server-blocks
 */
export function listeningPorts(corefile: string, pods: readonly Pod[]): Listening | undefined {
  const blocks = readBlocks(corefile);
  const isMoved = pods.some(({ spec }) =>
    spec.containers.some(({ args }) => args.some((one) => /^--?dns\.port/.test(one))),
  );
  if (blocks.length === 0 || isMoved || importsOf(corefile).length > 0) return undefined;
  return {
    written: [...new Set(blocks.flatMap(portsOf).map(Number))],
    declared: pods.flatMap(declaredPorts).map(({ containerPort }) => containerPort),
  };
}
