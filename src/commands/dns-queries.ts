/** The questions `dns` asks the API server: by name, by label or by address, never for all. */
import { isIn, partsOf } from '../network/dns-names.ts';
import type { Asked, Reading } from '../network/dns-question.ts';
import type { Query } from '../snapshot.ts';

export const corefiles = [
  { namespace: 'kube-system', name: 'coredns' },
  { namespace: 'openshift-dns', name: 'dns-default' },
] as const;

/** What DNS itself is like: its Corefile and the address it is asked at. */
export function settingsQueries(): Query[] {
  return [
    { kind: 'configmaps', ...corefiles[0] },
    { kind: 'services', namespace: corefiles[0].namespace, labels: 'k8s-app=kube-dns' },
  ];
}

/** Only where the usual Corefile is not there. */
export function otherSettingsQueries(): Query[] {
  return [
    { kind: 'configmaps', ...corefiles[1] },
    { kind: 'services', ...corefiles[1] },
  ];
}

export function askedQueries(asked: Asked): Query[] {
  if (asked.kind === 'address') return addressQueries(asked.address.text);
  return asked.kind === 'name' ? asked.readings.flatMap(readingQueries) : [];
}

function addressQueries(address: string): Query[] {
  return [
    { kind: 'services', fields: `spec.clusterIP=${address}` },
    { kind: 'pods', fields: `status.podIP=${address}`, limit: 20 },
  ];
}

function readingQueries(reading: Reading): Query[] {
  const { branch, namespace, name, endpoint, port } = reading;
  if (branch === 'pod') return podAddressQueries(name, namespace ?? '');
  const isBare = endpoint === '' && port === '';
  const where = namespace === undefined ? {} : { namespace };
  return [
    ...serviceQueries(name, namespace),
    ...(isBare
      ? [{ kind: 'pods', ...where, fields: `metadata.name=${name}`, limit: 20 } as const]
      : []),
  ];
}

/** A Service with its endpoints, and whether its namespace exists. */
export function serviceQueries(name: string, namespace: string | undefined): Query[] {
  const where = namespace === undefined ? {} : { namespace };
  return [
    { kind: 'services', ...where, fields: `metadata.name=${name}`, limit: 50 },
    { kind: 'endpointslices', ...where, labels: `kubernetes.io/service-name=${name}` },
    ...namespaceQueries(namespace),
  ];
}

/** A list of one: a namespace that is not there is an answer, not an error. */
export function namespaceQueries(namespace: string | undefined): Query[] {
  return namespace === undefined
    ? []
    : [{ kind: 'namespaces', fields: `metadata.name=${namespace}` }];
}

function podAddressQueries(dashes: string, namespace: string): Query[] {
  const isIPv4 = /^\d+(-\d+){3}$/.test(dashes);
  const address = dashes.replaceAll('-', isIPv4 ? '.' : ':');
  return [
    { kind: 'pods', namespace, fields: `status.podIP=${address}`, limit: 20 },
    ...namespaceQueries(namespace),
  ];
}

/** What the answers to these whole names depend on. */
export function wholeNameQueries(names: readonly string[], clusterDomain: string): Query[] {
  return names.flatMap((name) => {
    const parts = isIn(clusterDomain, name) ? partsOf(clusterDomain, name) : undefined;
    if (!parts?.branch) return [];
    if (parts.branch === 'svc' && parts.name) return serviceQueries(parts.name, parts.namespace);
    return namespaceQueries(parts.namespace);
  });
}

/**
 * Who stands behind an address can only be looked for in the namespace of its pod. Their Services come
 * along: asked for by name, they would cost another round trip.
 */
export function behindAddressQueries(namespace: string): Query[] {
  return [
    { kind: 'endpointslices', namespace, limit: 500 },
    { kind: 'services', namespace, limit: 500 },
    ...namespaceQueries(namespace),
  ];
}

/** What a name may have been meant to be. */
export function nearbyQueries({ name, namespace }: Reading): Query[] {
  return [
    { kind: 'services', fields: `metadata.name=${name}`, limit: 50 },
    ...(namespace === undefined
      ? [{ kind: 'services', limit: 500 } as const]
      : [{ kind: 'services', namespace, limit: 500 } as const]),
    { kind: 'namespaces', limit: 500 },
  ];
}

/** `shop`, `shop/api-1`, or the name of a pod where `-n` says the namespace. */
export function fromQueries(from: string, namespace: string | undefined): Query[] {
  const [first = '', pod] = from.split('/');
  if (pod !== undefined) {
    return [
      { kind: 'pods', namespace: first, fields: `metadata.name=${pod}` },
      ...namespaceQueries(first),
    ];
  }
  const asPod: Query[] =
    namespace === undefined ? [] : [{ kind: 'pods', namespace, fields: `metadata.name=${first}` }];
  return [...namespaceQueries(first), ...asPod];
}
