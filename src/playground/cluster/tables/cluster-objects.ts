import type { KubeObject } from '../storage.ts';
import { age, since } from './age.ts';
import {
  ageColumn,
  at,
  column,
  integer,
  items,
  nameColumn,
  none,
  number,
  type TableShape,
  text,
  wide,
} from './table.ts';

export const namespaces: TableShape = {
  columns: [nameColumn, column('Status', 'Active or Terminating.'), ageColumn],
  cells: (object, now) => [object.metadata.name, text(object, 'status.phase'), age(object, now)],
};

function nodeStatus(node: KubeObject): string {
  const ready = items(node, 'status.conditions').find((one) => text(one, 'type') === 'Ready');
  const state = text(ready, 'status');
  const word = state === 'True' ? 'Ready' : ready ? 'NotReady' : 'Unknown';
  return at(node, 'spec.unschedulable') ? `${word},SchedulingDisabled` : word;
}

function nodeRoles(node: KubeObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(node.metadata.labels ?? {})
    .filter((label) => label.startsWith(prefix))
    .map((label) => label.slice(prefix.length));
  return roles.sort().join(',') || none;
}

function nodeAddress(node: KubeObject, type: string): string {
  const found = items(node, 'status.addresses').find((one) => text(one, 'type') === type);
  return text(found, 'address', none);
}

export const nodes: TableShape = {
  columns: [
    nameColumn,
    column('Status', 'Whether it takes pods.'),
    column('Roles', 'Roles its labels name.'),
    ageColumn,
    column('Version', 'Version of its kubelet.'),
    column('Internal-IP', 'Address inside the cluster.', wide),
    column('External-IP', 'Address outside the cluster.', wide),
    column('OS-Image', 'Operating system.', wide),
    column('Kernel-Version', 'Kernel.', wide),
    column('Container-Runtime', 'What runs its containers.', wide),
  ],
  cells: (node, now) => [
    node.metadata.name,
    nodeStatus(node),
    nodeRoles(node),
    age(node, now),
    text(node, 'status.nodeInfo.kubeletVersion'),
    nodeAddress(node, 'InternalIP'),
    nodeAddress(node, 'ExternalIP'),
    text(node, 'status.nodeInfo.osImage', '<unknown>'),
    text(node, 'status.nodeInfo.kernelVersion', '<unknown>'),
    text(node, 'status.nodeInfo.containerRuntimeVersion', '<unknown>'),
  ],
};

function lastSeen(event: KubeObject): unknown {
  return (
    at(event, 'series.lastObservedTime') ??
    at(event, 'lastTimestamp') ??
    at(event, 'firstTimestamp') ??
    at(event, 'eventTime')
  );
}

export const events: TableShape = {
  columns: [
    column('Last Seen', 'Time since it happened last.'),
    column('Type', 'Normal or Warning.'),
    column('Reason', 'Why it was reported, in a word.'),
    column('Object', 'What it is about.'),
    column('Subobject', 'The part it is about.', wide),
    column('Source', 'Who reported it.', wide),
    column('Message', 'What happened.'),
    column('First Seen', 'Time since it happened first.', wide),
    column('Count', 'How often it happened.', { ...wide, ...integer }),
    column('Name', 'Name of the event.', { ...wide, format: 'name' }),
  ],
  cells: (event, now) => [
    since(lastSeen(event), now),
    text(event, 'type'),
    text(event, 'reason'),
    `${text(event, 'involvedObject.kind').toLowerCase()}/${text(event, 'involvedObject.name')}`,
    text(event, 'involvedObject.fieldPath'),
    text(event, 'source.component') || text(event, 'reportingComponent'),
    text(event, 'message').trim(),
    since(at(event, 'firstTimestamp') ?? at(event, 'eventTime'), now),
    number(event, 'count') || 1,
    event.metadata.name,
  ],
};

const keys = (object: KubeObject, field: string) => Object.keys(Object(at(object, field))).length;

export const configMaps: TableShape = {
  columns: [nameColumn, column('Data', 'How many entries it has.'), ageColumn],
  cells: (object, now) => [
    object.metadata.name,
    keys(object, 'data') + keys(object, 'binaryData'),
    age(object, now),
  ],
};

export const secrets: TableShape = {
  columns: [
    nameColumn,
    column('Type', 'What it is for.'),
    column('Data', 'How many entries it has.'),
    ageColumn,
  ],
  cells: (object, now) => [
    object.metadata.name,
    text(object, 'type'),
    keys(object, 'data'),
    age(object, now),
  ],
};

export const bindings: TableShape = {
  columns: [nameColumn, column('Role', 'The role it grants.'), ageColumn],
  cells: (object, now) => [
    object.metadata.name,
    `${text(object, 'roleRef.kind')}/${text(object, 'roleRef.name')}`,
    age(object, now),
  ],
};

const createdColumn = column('Created At', 'When it was created.');

export const created: TableShape = {
  columns: [nameColumn, createdColumn],
  cells: (object) => [object.metadata.name, text(object, 'metadata.creationTimestamp')],
};
