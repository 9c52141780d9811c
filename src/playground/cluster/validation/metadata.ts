/** What holds for the metadata of every object. */
import type { Resource } from '../resources.ts';
import type { KubeObject } from '../storage.ts';
import { labelErrors, labelValueErrors, qualifiedNameErrors, subdomainErrors } from './names.ts';
import { eachInvalid, notAllowed, type Problem, required, tooLong } from './problem.ts';

const mostAnnotationBytes = 256 * 1024;

/** RBAC names and the like may be any path segment; Services and Namespaces are DNS labels. */
function nameErrors({ group, plural }: Resource, name: string): string[] {
  if (group === '' && (plural === 'services' || plural === 'namespaces')) return labelErrors(name);
  if (group !== 'rbac.authorization.k8s.io') return subdomainErrors(name);
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  const found = ['/', '%'].filter((one) => name.includes(one));
  return found.map((one) => `may not contain '${one}'`);
}

export function labelProblems(field: string, labels: Record<string, string> = {}): Problem[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...eachInvalid(field, key, qualifiedNameErrors(key)),
    ...eachInvalid(field, value, labelValueErrors(value)),
  ]);
}

function annotationProblems(field: string, annotations: Record<string, string> = {}): Problem[] {
  const entries = Object.entries(annotations);
  const keys = entries.flatMap(([key]) =>
    eachInvalid(field, key, qualifiedNameErrors(key.toLowerCase())),
  );
  const bytes = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
  return [...keys, ...(bytes > mostAnnotationBytes ? [tooLong(field, mostAnnotationBytes)] : [])];
}

function ownerProblems({ metadata }: KubeObject): Problem[] {
  return (metadata.ownerReferences ?? []).flatMap((owner) =>
    (['apiVersion', 'kind', 'name', 'uid'] as const)
      .filter((field) => !owner[field])
      .map((field) => required(`metadata.ownerReferences.${field}`, `must not be empty`)),
  );
}

export function metadataProblems(
  resource: Resource,
  object: KubeObject,
  before: KubeObject | undefined,
): Problem[] {
  const { name, labels, annotations, finalizers = [], deletionTimestamp } = object.metadata;
  const added = finalizers.filter((one) => !before?.metadata.finalizers?.includes(one));
  const isLate = before !== undefined && deletionTimestamp !== undefined && added.length > 0;
  return [
    ...(before ? [] : eachInvalid('metadata.name', name, nameErrors(resource, name))),
    ...labelProblems('metadata.labels', labels),
    ...annotationProblems('metadata.annotations', annotations),
    ...ownerProblems(object),
    ...finalizers.flatMap((one) =>
      eachInvalid('metadata.finalizers', one, qualifiedNameErrors(one)),
    ),
    ...(isLate ? [lateFinalizers(added)] : []),
  ];
}

const lateFinalizers = (added: readonly string[]) =>
  notAllowed(
    'metadata.finalizers',
    'no new finalizers can be added if the object is being deleted, ' +
      `found new finalizers []string{${added.map((one) => JSON.stringify(one)).join(', ')}}`,
  );
