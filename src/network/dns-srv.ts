/** SRV: where a Service listens, with the addresses of its targets beside. */
import { parseAddress } from './address.ts';
import type { Host } from './dns-hosts.ts';
import type { DnsAnswer, DnsRecord } from './dns-records.ts';

/**
 * The weight is 100 shared among everything that was found, over both address families, ports and
 * protocols, before records that are the same become one: three found, two told, 33 each.
 */
export function srvAnswer(
  name: string,
  found: readonly Host[],
  ttl: number,
): Pick<DnsAnswer, 'answers' | 'additionals'> {
  const hosts = found.filter(({ host }) => parseAddress(host));
  const weight = Math.max(1, Math.floor(100 / hosts.length));
  const answers = new Map<string, DnsRecord>();
  const additionals = new Map<string, DnsRecord>();
  for (const { host, port, name: target } of hosts) {
    const address = parseAddress(host);
    if (port === -1 || !address) continue;
    const data = { priority: 0, weight, port, target: target.toLowerCase() };
    answers.set(`${target} ${port}`, { name, type: 'SRV', ttl, data });
    const type = address.family === 'IPv4' ? 'A' : 'AAAA';
    const beside = { name: data.target, type, ttl, data: address.text } as const;
    additionals.set(`${target} ${address.text}`, beside);
  }
  return { answers: [...answers.values()], additionals: [...additionals.values()] };
}
