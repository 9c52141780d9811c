/**
 * Server-side apply: the configuration someone stands for, laid over an object. Fields they no
 * longer name go, unless others answer for them (KEP-555; structured merge).
 */
import type { ResourceCall } from '../cluster.ts';
import type { FieldType } from '../schema/type.ts';
import { typeOf } from '../schema/type-of.ts';
import type { KubeObject } from '../storage.ts';
import { compare, written } from './compare.ts';
import { applyConflict, type Conflict } from './conflicts.ts';
import { leftByClientApply, withLastApplied } from './last-applied.ts';
import { isSameManager, type Manager, takeFrom, writeManagers } from './managers.ts';
import { mergeApplied } from './merge.ts';
import { removeFields, withoutNulls } from './remove.ts';
import { difference, type FieldSet, intersection, isEmpty, union } from './set.ts';
import { fieldsOf, withNamed } from './to-set.ts';
import { ownable } from './unowned.ts';
import { writerOf } from './writer.ts';

export interface Applied {
  object: KubeObject;
  managedFields: unknown[];
}

/** Takes out what this manager applied last time, and puts back what someone else claims. */
function prune(type: FieldType, merged: unknown, last: FieldSet, claimed: FieldSet): unknown {
  if (isEmpty(last)) return merged;
  const all = withNamed(type, fieldsOf(type, merged));
  const named = (value: unknown) => withNamed(type, fieldsOf(type, value));
  const bare = removeFields(type, merged, withNamed(type, last));
  const unclaimed = difference(all, union(named(bare), withNamed(type, claimed)));
  const owned = removeFields(type, merged, unclaimed);
  const gone = intersection(difference(all, named(owned)), withNamed(type, last));
  return removeFields(type, merged, gone);
}

/** Throws when others answer for what changes, unless told to take it from them. */
function checkConflicts(
  call: ResourceCall,
  live: KubeObject,
  others: readonly Manager[],
  changed: FieldSet,
): void {
  if (call.info.query.get('force') === 'true') return;
  const allowed =
    call.info.query.get('fieldManager') === 'kubectl'
      ? leftByClientApply(call.resource, live)
      : undefined;
  const conflicts = others
    .map((manager): Conflict => {
      const shared = intersection(manager.fields, changed);
      return { manager, fields: allowed ? difference(shared, allowed) : shared };
    })
    .filter(({ fields }) => !isEmpty(fields));
  if (conflicts.length > 0) throw applyConflict(conflicts);
}

/** `live` is the blank object when there is none yet. */
export function applyTo(
  call: ResourceCall,
  live: KubeObject,
  managers: readonly Manager[],
  applied: KubeObject,
): Applied {
  const { resource, target } = call;
  const type = typeOf(resource);
  const own = (fields: FieldSet) => ownable(fields, resource, target.subresource);
  const writer = writerOf(call, 'Apply');
  const last = managers.find((one) => isSameManager(one, writer));
  const others = managers.filter((one) => one !== last);
  const fields = own(fieldsOf(type, applied));
  const claimed = others.map((one) => one.fields).reduce(union, fields);
  const merged = mergeApplied(type, live, applied);
  const pruned = last ? prune(type, merged, last.fields, claimed) : merged;
  const changes = compare(type, live, pruned);
  const changed = own(written(changes));
  checkConflicts(call, live, others, changed);
  const left = takeFrom(others, union(changed, own(changes.removed)));
  const isChanged = !isEmpty(union(written(changes), changes.removed));
  const time = isChanged ? writer.time : last?.time;
  const object = (last ? withoutNulls(pruned) : pruned) as KubeObject;
  return {
    object: writer.manager === 'kubectl' ? withLastApplied(object, applied) : object,
    managedFields: writeManagers([...left, { ...writer, time, fields }]),
  };
}
