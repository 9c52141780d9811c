/** What the host resolves to, held against the load balancer that was found. */
import type { Effect } from '../network/routes/route.ts';
import { code } from '../report.ts';
import type { Traced } from './traced.ts';

/** Names that content delivery networks and proxies end in. */
const networks: readonly [RegExp, string][] = [
  [/\.cloudfront\.net$/, 'Amazon CloudFront'],
  [/\.cdn\.cloudflare\.net$/, 'Cloudflare'],
  [/\.fastly\.net$/, 'Fastly'],
  [/\.(akamaiedge|akamai|edgekey|edgesuite)\.net$/, 'Akamai'],
  [/\.(azureedge|azurefd)\.net$/, 'Azure Front Door'],
];

export function hostEffect({ host, main, door, ask }: Traced): Effect[] {
  if (!host) return [];
  if (host.failure !== undefined) {
    const text = `${code(ask.host)} was not looked up: ${host.failure}, where Portolan runs`;
    return [{ label: 'Host', mark: 'skipped', text }];
  }
  const found = [...host.addresses, ...(host.alias ? [host.alias] : [])];
  const words = `${code(ask.host)} resolves to ${found.map((one) => code(one)).join(', ')}`;
  const network = networks.find(([pattern]) => pattern.test(host.alias ?? ''))?.[1];
  if (network) {
    const text = `${words}: ${network} stands in front, and may answer or change requests itself`;
    return [{ label: 'Host', mark: 'warning', text }];
  }
  const own = [...(door?.addresses ?? []), ...(main?.entrance.addresses ?? [])];
  if (own.some((address) => found.includes(address))) {
    return [{ label: 'Host', mark: 'ok', text: `${words}: the load balancer` }];
  }
  const numbers = own.filter((address) => /^[\d.]+$|:/.test(address));
  if (numbers.length === 0) return [{ label: 'Host', mark: 'ok', text: words }];
  const text = `${words}, not to ${numbers.map((one) => code(one)).join(', ')}: something else stands in front, or the record is wrong`;
  return [{ label: 'Host', mark: 'warning', text }];
}
