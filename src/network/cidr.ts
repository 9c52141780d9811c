/** CIDR blocks as text: whether an address lies in one. */
import ipaddr from 'ipaddr.js';
import { type Address, parseAddress } from './address.ts';

const longest = { IPv4: 32, IPv6: 128 };

/**
 * Bits behind the prefix do not count: `192.168.1.1/24` is `192.168.1.0/24` (Go's net.ParseCIDR).
 * Families never mix.
 * @returns undefined if the text is no block
 */
export function isInBlock(address: Address, cidr: string): boolean | undefined {
  const [, base = '', digits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(cidr) ?? [];
  const network = parseAddress(base);
  const bits = Number(digits);
  if (!network || digits === '' || bits > longest[network.family]) return undefined;
  if (network.family !== address.family) return false;
  return ipaddr.parse(address.text).match(ipaddr.parse(network.text), bits);
}

/** The block that holds this one address. */
export function blockOf({ text, family }: Address): string {
  return `${text}/${longest[family]}`;
}
