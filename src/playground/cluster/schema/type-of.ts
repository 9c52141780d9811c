/** The fields of the objects of a resource. */
import { apiVersionOf, type Resource } from '../resources.ts';
import { customType } from './custom.ts';
import { accessFields } from './fields/access.ts';
import { commonFields } from './fields/common.ts';
import { containersFields } from './fields/containers.ts';
import { machineryFields } from './fields/machinery.ts';
import { nodesFields } from './fields/nodes.ts';
import { podsFields } from './fields/pods.ts';
import { servicesFields } from './fields/services.ts';
import { volumesFields } from './fields/volumes.ts';
import { workloadsFields } from './fields/workloads.ts';
import { readFields } from './read-fields.ts';
import type { FieldType, Scalar, Struct } from './type.ts';

const named = readFields([
  commonFields,
  servicesFields,
  volumesFields,
  containersFields,
  podsFields,
  nodesFields,
  workloadsFields,
  accessFields,
  machineryFields,
]);

const text: Scalar = { kind: 'scalar', name: 'string' };

/** Kinds of one name in two groups. */
const groupNames: Record<string, string> = { 'events.k8s.io/Event': 'Event@events' };

const openStruct: Struct = {
  kind: 'struct',
  name: '',
  fields: new Map(),
  atomic: false,
  open: true,
  retainKeys: false,
};

function whole(type: FieldType): Struct {
  if (type.kind !== 'struct') return whole(openStruct);
  const head: [string, FieldType][] = [
    ['apiVersion', text],
    ['kind', text],
    ['metadata', named('ObjectMeta')],
  ];
  return { ...type, fields: new Map([...type.fields, ...head]) };
}

/** A kind as the decoder knows it: `{ group: 'autoscaling', version: 'v1', kind: 'Scale' }`. */
interface Kind {
  group: string;
  version: string;
  kind: string;
  custom?: Resource['custom'];
}

function read({ group, kind, custom }: Kind): Struct {
  if (!custom) return whole(named(groupNames[`${group}/${kind}`] ?? kind));
  return whole(custom.schema ? customType(custom.schema) : openStruct);
}

const known = new WeakMap<object, Struct>();

export function typeOf(kind: Kind): Struct {
  const found = known.get(kind) ?? read(kind);
  known.set(kind, found);
  return found;
}

/** `apps/v1, Kind=Deployment`, as Go prints it. */
export const kindText = (kind: Kind) => `${apiVersionOf(kind)}, Kind=${kind.kind}`;
