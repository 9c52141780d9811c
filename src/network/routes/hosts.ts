/** Which host a rule takes. */

/** exact · wildcard · any: it names no host. */
export type HostFit = 'exact' | 'wildcard' | 'any';

/**
 * @param labels how much a `*` may stand for: `one` label as the Ingress specification has it, or
 * `many` as in nginx, ALB and Gateway API
 */
export function hostFit(
  pattern: string,
  host: string,
  labels: 'one' | 'many',
): HostFit | undefined {
  const wanted = pattern.toLowerCase();
  if (wanted === '' || wanted === '*') return 'any';
  if (wanted === host) return 'exact';
  if (!wanted.startsWith('*.') || !host.endsWith(wanted.slice(1))) return undefined;
  const rest = host.slice(0, host.length - wanted.length + 1);
  if (rest === '' || (labels === 'one' && rest.includes('.'))) return undefined;
  return 'wildcard';
}

/** Greater is more specific: exact, then the longest wildcard, then none at all. */
export function specificity(pattern: string, fit: HostFit): number {
  if (fit === 'exact') return 1000;
  return fit === 'wildcard' ? pattern.length : 0;
}
