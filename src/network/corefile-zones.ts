/** Zones as a Corefile writes them: names with a scheme or port, or the addresses of a network. */
import ipaddr from 'ipaddr.js';
import { type Address, parseAddress, reverseName } from './address.ts';
import { labelsOf, normalName } from './dns-names.ts';

export function zonesOf(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const bare = word.replace(/^[a-z]+:\/\//i, '');
    const network = networkOf(bare);
    return network ? reverseZones(network) : [normalName(bare.replace(/:\d+$/, ''))];
  });
}

interface Network {
  address: Address;
  /** Length of the prefix, in bits. */
  bits: number;
}

function networkOf(word: string): Network | undefined {
  const [, text = '', length = ''] = /^([\d.]+|[\da-f:]+)\/(\d{1,3})$/i.exec(word) ?? [];
  const address = parseAddress(text);
  const bits = Number(length);
  return address && bits <= bitsOf(address) ? { address, bits } : undefined;
}

/** A network whose prefix ends inside a label is as many zones as it takes: /17 is 128 of them. */
function reverseZones({ address, bits }: Network): string[] {
  const perLabel = address.family === 'IPv4' ? 8 : 4;
  const radix = address.family === 'IPv4' ? 10 : 16;
  const whole = Math.ceil(bits / perLabel);
  const spread = 2 ** (whole * perLabel - bits);
  const [start] = ipaddr.parseCIDR(`${address.text}/${bits}`);
  const labels = labelsOf(reverseName({ ...address, text: start.toString() })).slice(0, -2);
  const [first = '', ...rest] = labels.slice(labels.length - whole);
  const top = address.family === 'IPv4' ? 'in-addr.arpa' : 'ip6.arpa';
  if (whole === 0) return [top];
  const base = Number.parseInt(first, radix);
  const from = base - (base % spread);
  return Array.from({ length: spread }, (_, i) =>
    [(from + i).toString(radix), ...rest, top].join('.'),
  );
}

const bitsOf = ({ family }: Address) => (family === 'IPv4' ? 32 : 128);
