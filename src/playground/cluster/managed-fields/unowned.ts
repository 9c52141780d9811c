/** Fields nobody answers for: what the server sets, and what a request may not write. */
import type { Resource } from '../resources.ts';
import { isObject } from '../schema/type.ts';
import type { KubeObject } from '../storage.ts';
import { below, difference, type FieldSet, fromFieldsV1, fromPaths, without } from './set.ts';

const members = (names: string) =>
  Object.fromEntries(names.split(' ').map((name) => [`f:${name}`, {}]));

const serverSet = fromFieldsV1({
  ...members('apiVersion kind'),
  'f:metadata': {
    '.': {},
    ...members('name namespace creationTimestamp selfLink uid generation'),
    ...members('managedFields resourceVersion'),
  },
});

const status = fromPaths([['f:status']]);

const hasStatus = ({ subresources }: Resource) =>
  subresources.some(({ name }) => name === 'status');

/** What of these fields the request's sender can answer for. */
export function ownable(fields: FieldSet, resource: Resource, subresource: string): FieldSet {
  const own = difference(fields, serverSet);
  if (subresource === 'status') return below(own, ['f:status']);
  return hasStatus(resource) ? without(own, status) : own;
}

/** Values the server chooses when an object comes without: they belong to nobody. */
const allocated: Record<string, readonly string[]> = {
  '/pods': ['nodeName', 'preemptionPolicy', 'priority', 'tolerations'],
  '/services': ['clusterIP', 'clusterIPs', 'healthCheckNodePort', 'ipFamilies', 'ipFamilyPolicy'],
  'networking.k8s.io/ingresses': ['ingressClassName'],
};

/** `stored` without the allocated values that neither the request nor the object before had. */
export function asAsked(
  { group, plural }: Resource,
  stored: KubeObject,
  asked: KubeObject,
  before: KubeObject,
): KubeObject {
  const fields = allocated[`${group}/${plural}`];
  if (!fields || !isObject(stored.spec)) return stored;
  const given = { ...Object(before.spec), ...Object(asked.spec) };
  const isAsked = ([name]: [string, unknown]) => !fields.includes(name) || name in given;
  return { ...stored, spec: Object.fromEntries(Object.entries(stored.spec).filter(isAsked)) };
}

/** A new object before its first field is set: the structs that are never absent, as in Go. */
export function blank({ custom, group }: Resource, { apiVersion, kind }: KubeObject): KubeObject {
  const head = { apiVersion, kind, metadata: { name: '' } };
  if (custom) return head;
  const template = { metadata: {}, spec: { containers: null } };
  const parts =
    group === 'apps' ? { selector: null, strategy: {}, updateStrategy: {}, template } : {};
  return { ...head, spec: parts, status: { loadBalancer: {} } };
}
