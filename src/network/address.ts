/** IP addresses as text: how they are compared, and how DNS writes them backwards. */
import ipaddr from 'ipaddr.js';

const { IPv4, IPv6 } = ipaddr;

export interface Address {
  family: 'IPv4' | 'IPv6';
  /** The one way to write it (RFC 5952), so that equal addresses are equal texts. */
  text: string;
}

/** Only what is an address by itself: no port, no zone (`%eth0`), no short form (`10.1`). */
export function parseAddress(text: string): Address | undefined {
  if (IPv4.isValidFourPartDecimal(text)) return { family: 'IPv4', text };
  if (!text.includes(':') || text.includes('%') || !IPv6.isValid(text)) return undefined;
  const address = IPv6.parse(text);
  if (address.isIPv4MappedAddress()) {
    return { family: 'IPv4', text: address.toIPv4Address().toString() };
  }
  return { family: 'IPv6', text: address.toRFC5952String() };
}

/** `1.0.96.10.in-addr.arpa`, or 32 digits under `ip6.arpa` (RFC 1035 3.5, RFC 3596 2.5). */
export function reverseName({ family, text }: Address): string {
  if (family === 'IPv4') return `${text.split('.').reverse().join('.')}.in-addr.arpa`;
  const digits = IPv6.parse(text).toByteArray().map(toHex).join('');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}

/** What a reverse name stands for; undefined where it is not one, or not a whole one. */
export function addressOfReverse(name: string): Address | undefined {
  const [, octets] = /^([\d.]+)\.in-addr\.arpa$/.exec(name) ?? [];
  if (octets !== undefined) return parseAddress(octets.split('.').reverse().join('.'));
  const [, digits] = /^((?:[0-9a-f]\.){31}[0-9a-f])\.ip6\.arpa$/.exec(name) ?? [];
  if (digits === undefined) return undefined;
  const groups = digits.split('.').reverse().join('').match(/.{4}/g) ?? [];
  return parseAddress(groups.join(':'));
}

/** `10-244-1-7`: an address as a label of a name. */
export function dashed(address: string): string {
  return address.replaceAll(/[.:]/g, '-');
}

const toHex = (byte: number) => byte.toString(16).padStart(2, '0');
