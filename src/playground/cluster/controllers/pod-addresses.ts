/** Pod addresses: 10.244.0.0/14 and fd00:10:244::/64, chosen by the hash of the pod's name. */
import { hash32 } from '../defaults/hash.ts';
import type { Pod } from '../defaults/kinds.ts';
import { ailment } from './ailments.ts';
import { keyOf } from './controller.ts';

export interface PodAddresses {
  /** Follows what pods hold; call for every change of a pod. */
  follow(pod: Pod, gone: boolean): void;
  choose(pod: Pod): string[];
}

const perBlock = 65_536;
const blocks = 4;

/** The first and the last address of a /24 look like a network and a broadcast address: not used. */
function ipv4(index: number): string | undefined {
  const last = index & 255;
  if (last === 0 || last === 255) return undefined;
  return `10.${244 + (index >> 16)}.${(index >> 8) & 255}.${last}`;
}

const ipv6 = (index: number) => (index === 0 ? undefined : `fd00:10:244::${index.toString(16)}`);

export function createPodAddresses(): PodAddresses {
  const holders = new Map<string, string>();

  function free(seed: string, candidate: (index: number) => string | undefined): string {
    const start = hash32(seed) % perBlock;
    for (let step = 0; step < perBlock * blocks; step += 1) {
      const address = candidate((start + step) % (perBlock * blocks));
      if (address !== undefined && !holders.has(address)) return address;
    }
    throw new Error('no pod address is left');
  }

  return {
    follow(pod, gone) {
      for (const { ip } of pod.status?.podIPs ?? []) {
        if (!gone) holders.set(ip, keyOf(pod));
        else if (holders.get(ip) === keyOf(pod)) holders.delete(ip);
      }
    },
    choose(pod) {
      const families = (ailment(pod, 'ip-families') ?? 'IPv4').split(',');
      return families.map((family) => free(keyOf(pod), family.trim() === 'IPv6' ? ipv6 : ipv4));
    },
  };
}
