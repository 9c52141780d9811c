/** How people name a Service: `api`, `shop/api`, `api.shop`, `svc/api`, or the whole DNS name. */
import { UserError } from '../errors.ts';
import { code } from '../report.ts';

export interface Target {
  name: string;
  /** Absent where neither the name nor `-n` nor the channel says it. */
  namespace?: string;
}

export interface TargetHints {
  /** What `-n` said. */
  flag?: string | undefined;
  /** What the channel or the configuration says, if nobody else does. */
  fallback?: string | undefined;
  /** Such as `cluster.local`. */
  clusterDomain: string;
}

/** @throws UserError usage: not a name, or two namespaces */
export function parseTarget(text: string, hints: TargetHints): Target {
  const { name, namespace: inName } = split(text, hints.clusterDomain);
  checkLabel(name, 'Service');
  if (inName !== undefined) checkLabel(inName, 'namespace');
  if (hints.flag !== undefined) checkLabel(hints.flag, 'namespace');
  if (inName !== undefined && hints.flag !== undefined && inName !== hints.flag) {
    throw new UserError('usage', {
      what: `Two namespaces: ${code(text)} says ${code(inName)}, ${code('-n')} says ${code(hints.flag)}.`,
      hint: 'Leave one of them out.',
      suggestions: [],
    });
  }
  const namespace = inName ?? hints.flag ?? hints.fallback;
  return namespace === undefined ? { name } : { name, namespace };
}

const kindPrefix = /^(svc|service|services)\//i;

function split(text: string, clusterDomain: string): { name: string; namespace?: string } {
  const bare = text.trim().replace(kindPrefix, '').replace(/\.$/, '');
  const parts = bare.split('/');
  if (parts.length === 2) return { namespace: parts[0] ?? '', name: parts[1] ?? '' };
  const [name = '', namespace, svc, ...domain] = bare.split('.');
  if (namespace === undefined) return { name };
  const isInZone = domain.length === 0 || domain.join('.') === clusterDomain;
  if (parts.length === 1 && (svc === undefined || (svc === 'svc' && isInZone))) {
    return { name, namespace };
  }
  throw new UserError('usage', {
    what: `${code(text)} is not the name of a Service.`,
    hint: `Write ${code('name')}, ${code('namespace/name')}, ${code('name.namespace')} or ${code(`name.namespace.svc.${clusterDomain}`)}.`,
  });
}

const dnsLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** RFC 1123 labels, which is what Kubernetes allows for namespaces and (since 1.34) Services. */
export function checkLabel(name: string, what: 'Service' | 'namespace'): void {
  if (dnsLabel.test(name)) return;
  const near = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, '');
  const tip = near === '' ? '' : ` The nearest valid name is ${code(near)}.`;
  throw new UserError('usage', {
    what: name === '' ? `The ${what} has no name.` : `${code(name)} cannot be a ${what}.`,
    hint: `Names are lower-case letters, digits and ${code('-')}, at most 63 characters, with a letter or digit at both ends.${tip}`,
  });
}
