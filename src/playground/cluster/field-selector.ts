/** Field selectors: `metadata.name=x,status.phase!=Running`, for the fields a resource supports. */
import type { Resource } from './resources.ts';
import { badRequest } from './status.ts';
import type { KubeObject } from './storage.ts';

export interface FieldRequirement {
  field: string;
  equal: boolean;
  value: string;
}

const core: Record<string, readonly string[]> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  secrets: ['type'],
  services: ['spec.clusterIP', 'spec.type'],
  replicationcontrollers: ['status.replicas'],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
};
const others: Record<string, readonly string[]> = {
  'apps/replicasets': ['status.replicas'],
  'batch/jobs': ['status.successful'],
};

function supported(resource: Resource): readonly string[] {
  const own = resource.group === '' ? core[resource.plural] : undefined;
  return own ?? others[`${resource.group}/${resource.plural}`] ?? [];
}

/** Fields whose place in the object is not the path that selects them. */
const special: Record<string, (object: KubeObject) => unknown> = {
  source: (object) => at(object, 'source.component') ?? at(object, 'reportingComponent'),
  'status.podIPs': (object) => at(object, 'status.podIP'),
  'status.successful': (object) => at(object, 'status.succeeded'),
};

function at(object: unknown, path: string): unknown {
  let value = object;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** An absent boolean selects as `false`, an absent count as `0`, anything else as empty. */
function textOf(object: KubeObject, field: string): string {
  const value = (special[field] ?? ((o: KubeObject) => at(o, field)))(object);
  if (value !== undefined && value !== null) return String(value);
  if (field === 'spec.unschedulable' || field === 'spec.hostNetwork') return 'false';
  return field === 'status.replicas' || field === 'status.successful' ? '0' : '';
}

const unescaped = (value: string) => value.replace(/\\([\\,=])/g, '$1');

function parseTerm(term: string, resource: Resource): FieldRequirement {
  const match = /^((?:[^\\=!]|\\.)*?)(!=|==|=)(.*)$/s.exec(term);
  if (!match) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
  const [, field = '', operator = '', value = ''] = match;
  const known = ['metadata.name', ...(resource.namespaced ? ['metadata.namespace'] : [])];
  if (!known.includes(field) && !supported(resource).includes(field)) {
    throw badRequest(unsupported(resource, field));
  }
  return { field, equal: operator !== '!=', value: unescaped(value) };
}

/** A resource with fields of its own words this differently from one that only knows its name. */
function unsupported(resource: Resource, field: string): string {
  if (supported(resource).length > 0 || resource.custom) {
    return `field label not supported: ${field}`;
  }
  return `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

export function parseFieldSelector(text: string, resource: Resource): FieldRequirement[] {
  const terms = text.match(/(?:[^\\,]|\\.)+/gs) ?? [];
  return terms.map((term) => parseTerm(term, resource));
}

export const matchesFields = (requirements: readonly FieldRequirement[], object: KubeObject) =>
  requirements.every(({ field, equal, value }) => (textOf(object, field) === value) === equal);
