/** `delete` and `deletecollection`. Pods go at once: there is no kubelet to wait for. */
import { messageOf } from '../body.ts';
import { json, type Reply, type ResourceCall } from '../cluster.ts';
import { parseGoJson } from '../go-json.ts';
import { readSelection, select } from '../list.ts';
import { timestamp } from '../memory.ts';
import { renderList, renderObject } from '../render.ts';
import { badRequest, conflict } from '../status.ts';
import type { KubeObject } from '../storage.ts';
import { checkOptions, isDryRun } from '../write-options.ts';
import { find } from './read.ts';
import { admit } from './write.ts';

interface DeleteOptions {
  preconditions?: { uid?: string; resourceVersion?: string };
  propagationPolicy?: 'Orphan' | 'Background' | 'Foreground';
  dryRun?: string[];
}

/** The options come under `v1`, the object's group or none: their version says nothing here. */
function readOptions({ body }: ResourceCall): DeleteOptions {
  if (body.length === 0) return {};
  try {
    return Object(parseGoJson(body));
  } catch (error) {
    throw badRequest(messageOf(error));
  }
}

function checkPreconditions(
  { resource }: ResourceCall,
  { metadata }: KubeObject,
  { preconditions = {} }: DeleteOptions,
): void {
  const { uid, resourceVersion } = preconditions;
  if (uid && uid !== metadata.uid) {
    const why = `UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`;
    throw conflict(resource, metadata.name, `Precondition failed: ${why}`);
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    const why = `ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`;
    throw conflict(resource, metadata.name, `Precondition failed: ${why}`);
  }
}

/** Namespaces hold their own finalizer in spec: what is inside has to go first. */
function finalizers(object: KubeObject): readonly unknown[] {
  const spec = Object(object.spec) as { finalizers?: unknown[] };
  const own = object.kind === 'Namespace' ? (spec.finalizers ?? []) : [];
  return [...(object.metadata.finalizers ?? []), ...own];
}

function marked(object: KubeObject, now: Date): KubeObject {
  const metadata = {
    ...object.metadata,
    deletionTimestamp: timestamp(now),
    deletionGracePeriodSeconds: 0,
  };
  const isNamespace = object.kind === 'Namespace';
  return {
    ...object,
    metadata,
    ...(isNamespace && { status: { ...Object(object.status), phase: 'Terminating' } }),
  };
}

/** Removes an object, or marks it when a finalizer holds it. Returns its last state. */
function removeObject(call: ResourceCall, object: KubeObject, options: DeleteOptions) {
  const { storage, now } = call.cluster;
  checkPreconditions(call, object, options);
  admit(call, 'DELETE', object, object);
  const isHeld = finalizers(object).length > 0;
  if (isDryRun(call) || options.dryRun?.includes('All')) return { object, isHeld };
  if (!isHeld) {
    storage.remove(call.resource, object.metadata.namespace, object.metadata.name);
    return { object, isHeld };
  }
  if (object.metadata.deletionTimestamp) return { object, isHeld };
  return { object: storage.update(call.resource, marked(object, now())), isHeld };
}

export function remove(call: ResourceCall): Reply {
  checkOptions(call);
  const { resource } = call;
  const found = find(call);
  const { object, isHeld } = removeObject(call, found, readOptions(call));
  if (isHeld || (resource.group === '' && resource.plural === 'pods')) {
    return json(200, renderObject(resource, object));
  }
  const { name, uid } = object.metadata;
  const details = {
    name,
    ...(resource.group && { group: resource.group }),
    kind: resource.plural,
    uid,
  };
  return json(200, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details,
  });
}

export function removeCollection(call: ResourceCall): Reply {
  checkOptions(call);
  const { cluster, resource, target, info } = call;
  const options = readOptions(call);
  const selection = readSelection(resource, target.namespace, info.query);
  const objects = select(cluster.storage, resource, selection);
  const removed = objects.map((object) => removeObject(call, object, options).object);
  const resourceVersion = String(cluster.storage.resourceVersion);
  return json(200, renderList(resource, removed, { resourceVersion }));
}
