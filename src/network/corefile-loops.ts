/**
 * Forwards that lead back to the CoreDNS they stand in: the plugin `loop` halts the process, and without
 * it such questions go round until they time out. Source: https://coredns.io/plugins/loop/
 */
import type { Pod } from '../objects/pod.ts';
import { parseAddress } from './address.ts';
import type { ServerBlock } from './corefile-blocks.ts';
import { zonesOf } from './corefile-zones.ts';

export interface Loop {
  /** For which names, '.' being all. */
  zone: string;
  /** As it is written. */
  target: string;
  /** Whose address that is, in words. */
  whose: string;
}

interface Around {
  /** Cluster IPs of the DNS Services. */
  servers: readonly string[];
  pods: readonly Pod[];
}

export function loopsIn(block: ServerBlock, around: Around): Loop[] {
  return block.directives
    .filter(({ name }) => name === 'forward')
    .flatMap(({ arguments: [zone = '.', ...targets] }) =>
      targets.flatMap((target) => {
        const whose = ownerOf(target, block, around);
        return whose === undefined ? [] : [{ zone: within(zone, block), target, whose }];
      }),
    );
}

/** A block forwards no other names than its own. */
function within(zone: string, { keys }: ServerBlock): string {
  const own = zonesOf(keys);
  return zone !== '.' || own.includes('') ? zone : (own[0] ?? zone);
}

/** On the host network a loopback address is the node's, where another server may listen. */
function ownerOf(
  target: string,
  block: ServerBlock,
  { servers, pods }: Around,
): string | undefined {
  const asked = split(target);
  const address = asked && parseAddress(asked.host)?.text;
  if (!asked || address === undefined) return undefined;
  const isService = servers.some((server) => parseAddress(server)?.text === address);
  if (isService && asked.port === '53') return 'the address of the DNS Service itself';
  const isOnHost = pods.length > 0 && pods.every(({ spec }) => spec.hostNetwork);
  const isLoopback = /^127\.|^::1$/.test(address);
  return isLoopback && !isOnHost && portsOf(block).includes(asked.port)
    ? 'CoreDNS itself'
    : undefined;
}

/** `tls://` goes to a server of another kind. */
function split(target: string): { host: string; port: string } | undefined {
  const bare = target.replace(/^dns:\/\//, '');
  const [, bracketed, after] = /^\[(.+)\](?::(\d+))?$/.exec(bare) ?? [];
  if (bracketed !== undefined) return { host: bracketed, port: after ?? '53' };
  const [, host, port] = /^([\d.]+)(?::(\d+))?$/.exec(bare) ?? [];
  if (host !== undefined) return { host, port: port ?? '53' };
  return bare.includes('://') ? undefined : { host: bare, port: '53' };
}

/** Where the block listens; 53 where it does not say. */
export function portsOf({ keys }: ServerBlock): string[] {
  return keys.map((key) => /:(\d+)$/.exec(key)?.[1] ?? '53');
}
