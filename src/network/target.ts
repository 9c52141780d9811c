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
  const words = split(text, hints.clusterDomain);
  const name = toLabel(words.name, 'Service');
  const inName = words.namespace === undefined ? undefined : toLabel(words.namespace, 'namespace');
  const flag = hints.flag === undefined ? undefined : toLabel(hints.flag, 'namespace');
  if (inName !== undefined && flag !== undefined && inName !== flag) {
    throw new UserError('usage', {
      what: `Two namespaces: ${code(text)} says ${code(inName)}, ${code('-n')} says ${code(flag)}.`,
      hint: 'Leave one of them out.',
    });
  }
  const namespace = inName ?? flag ?? hints.fallback;
  return namespace === undefined ? { name } : { name, namespace };
}

const kindPrefix = /^(svc|service|services)\//i;

function split(text: string, clusterDomain: string): { name: string; namespace?: string } {
  const bare = text.trim().replace(kindPrefix, '').replace(/\.$/, '');
  if (/:/.test(bare)) throw tooMuch(text, bare);
  const parts = bare.split('/');
  if (parts.length === 2) return { namespace: parts[0] ?? '', name: parts[1] ?? '' };
  const [name = '', namespace, svc, ...domain] = bare.split('.');
  if (parts.length === 1 && namespace === undefined) return { name };
  if (parts.length === 1 && isCluster(svc, domain.join('.'), clusterDomain)) {
    return { name, namespace: namespace ?? '' };
  }
  throw new UserError('usage', {
    what: `${code(text)} is not the name of a Service.`,
    hint: `Write ${code('name')}, ${code('namespace/name')}, ${code('name.namespace')} or ${code(`name.namespace.svc.${clusterDomain}`)}.`,
  });
}

/** What follows `name.namespace`: nothing, `svc`, or `svc` and the cluster's domain. */
function isCluster(svc: string | undefined, domain: string, clusterDomain: string): boolean {
  if (svc === undefined) return true;
  const zone = domain.toLowerCase();
  return svc.toLowerCase() === 'svc' && (zone === '' || zone === clusterDomain.toLowerCase());
}

/** An address was pasted: its host is what we want, but what else it says must not be passed over. */
function tooMuch(text: string, bare: string): UserError {
  const [host = ''] = bare.replace(/^[a-z]+:\/\//i, '').split(/[/:]/);
  return new UserError('usage', {
    what: `${code(text)} is more than the name of a Service.`,
    hint: `Leave scheme, port and path out${host ? `: ${code(host)}` : ''}.`,
  });
}

const dnsLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * RFC 1123 labels, which is what Kubernetes allows for namespaces and (since 1.34) Services. Upper
 * case is taken as lower case: no other name can be meant, DNS reads it the same way, and phones
 * begin a line with a capital.
 * @throws UserError usage
 */
export function toLabel(text: string, what: 'Service' | 'namespace'): string {
  const name = text.toLowerCase();
  if (dnsLabel.test(name)) return name;
  throw new UserError('usage', {
    what: name === '' ? `The ${what} has no name.` : `${code(text)} cannot be a ${what}.`,
    hint: `Names are letters, digits and ${code('-')}, at most 63 characters, with a letter or digit at both ends.${tip(name)}`,
  });
}

/** The name without what a name cannot have; accents go, their letters stay. */
function tip(name: string): string {
  const near = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, '');
  return near === '' ? '' : ` The nearest valid name is ${code(near)}.`;
}
