/** Ownership after a create, update or patch: who changed a field answers for it from then on. */
import type { ResourceCall } from '../cluster.ts';
import type { Resource } from '../resources.ts';
import { typeOf } from '../schema/type-of.ts';
import type { KubeObject } from '../storage.ts';
import { type Comparison, compare, written } from './compare.ts';
import { lastAppliedText } from './last-applied.ts';
import {
  capped,
  isSameManager,
  type Manager,
  readManagers,
  takeFrom,
  writeManagers,
} from './managers.ts';
import { difference, isEmpty, union } from './set.ts';
import { asAsked, blank, ownable } from './unowned.ts';
import { writerOf } from './writer.ts';

/**
 * Objects a scenario put into the storage carry no owners. The first write gives them one, so that
 * later conflicts are told: the one a real cluster would name.
 */
function impliedManager(resource: Resource, object: KubeObject): Manager {
  const start = blank(resource, object);
  const whole = asAsked(resource, object, start, start);
  const comparison = compare(typeOf(resource), start, whole);
  const isApplied = lastAppliedText(object) !== undefined;
  return {
    manager: isApplied ? 'kubectl-client-side-apply' : 'before-first-apply',
    operation: 'Update',
    apiVersion: object.apiVersion,
    subresource: '',
    time: object.metadata.creationTimestamp,
    fields: ownable(written(comparison), resource, ''),
  };
}

export function managersOf(resource: Resource, object: KubeObject): Manager[] {
  if (object.metadata.managedFields !== undefined) return readManagers(object);
  return [impliedManager(resource, object)].filter(({ fields }) => !isEmpty(fields));
}

/** A client may edit the list itself, or empty it; what it sends of it through a subresource is not heard. */
function startingPoint(call: ResourceCall, asked: KubeObject, before: KubeObject | undefined) {
  const live = () => (before ? managersOf(call.resource, before) : []);
  const given: unknown = asked.metadata.managedFields;
  if (call.target.subresource !== '' || !Array.isArray(given)) return live();
  const isReset = given.length === 0 || (given.length === 1 && Object.keys(given[0]).length === 0);
  if (isReset) return [];
  const managers = readManagers(asked);
  return managers.length > 0 && before?.metadata.managedFields !== given ? managers : live();
}

function record(managers: readonly Manager[], own: Manager, changes: Comparison): Manager[] {
  const mine = managers.find((one) => isSameManager(one, own));
  const others = takeFrom(managers, union(written(changes), changes.removed), mine);
  const kept = mine ? difference(mine.fields, changes.removed) : own.fields;
  if (isEmpty(own.fields))
    return mine ? [...others.filter((one) => one !== mine), { ...mine, fields: kept }] : others;
  return [...others.filter((one) => one !== mine), { ...own, fields: union(kept, own.fields) }];
}

/**
 * `asked` is what the client wanted stored, `stored` what became of it; both without regard to the
 * list they may carry.
 */
export function trackUpdate(
  call: ResourceCall,
  asked: KubeObject,
  stored: KubeObject,
  before: KubeObject | undefined,
): unknown[] {
  const { resource, target } = call;
  const start = before ?? blank(resource, stored);
  const after = asAsked(resource, stored, asked, start);
  const all = compare(typeOf(resource), start, after);
  const own = (fields: Comparison['added']) => ownable(fields, resource, target.subresource);
  const changes = { added: own(all.added), modified: own(all.modified), removed: own(all.removed) };
  const writer = { ...writerOf(call, 'Update'), fields: written(changes) };
  const managers = startingPoint(call, asked, before);
  return writeManagers(capped(record(managers, writer, changes)));
}
