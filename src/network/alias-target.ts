/** Where an ExternalName Service leads, and why it cannot lead there. */
import type { Service } from '../objects/service.ts';
import { isIn, normalName, partsOf } from './dns-names.ts';
import { aliasTrouble } from './service-facts.ts';

export interface AliasTarget {
  namespace: string;
  name: string;
}

/** The Service of this cluster that an alias stands for; undefined for names outside. */
export function aliasedService(service: Service, clusterDomain: string): AliasTarget | undefined {
  const { type, externalName = '' } = service.spec;
  const name = normalName(externalName);
  if (type !== 'ExternalName' || !isIn(clusterDomain, name)) return undefined;
  const parts = partsOf(clusterDomain, name);
  if (parts?.branch !== 'svc' || parts.name === '') return undefined;
  return { namespace: parts.namespace, name: parts.name };
}

export function isSameService(
  { metadata }: Service,
  other: { namespace: string; name: string } | undefined,
): boolean {
  return metadata.namespace === other?.namespace && metadata.name === other.name;
}

/**
 * What the text itself has against it. A final dot is allowed (kubernetes/kubernetes#78385), and DNS
 * does not tell upper from lower case (RFC 4343): neither is a fault.
 */
export function nameTrouble(service: Service): string | undefined {
  const text = service.spec.externalName ?? '';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'it is a URL, and only its host name counts';
  if (text.includes('/')) return 'it has a path, which DNS does not know';
  if (/^[^:]+:\d+$/.test(text)) return 'it has a port, which DNS does not know';
  const trouble = aliasTrouble(service);
  if (trouble) return trouble;
  const isHost = normalName(text)
    .split('.')
    .every((label) => hostLabel.test(label));
  return isHost ? undefined : 'it is no host name';
}

/** RFC 1123 2.1, and underscores, which CNAME targets may have. */
const hostLabel = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
