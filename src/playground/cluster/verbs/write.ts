/** What all writes share: dry run, admission, and the last checks before an object is stored. */

import { isDeepStrictEqual } from 'node:util';
import type { AdmissionRequest } from '../admission.ts';
import type { ResourceCall } from '../cluster.ts';
import { trackUpdate } from '../managed-fields/track.ts';
import { conflict } from '../status.ts';
import type { KubeObject } from '../storage.ts';
import { isDryRun } from '../write-options.ts';

export function admit(
  call: ResourceCall,
  operation: AdmissionRequest['operation'],
  object: KubeObject,
  before?: KubeObject,
): KubeObject {
  const { storage, resources, admit: decide } = call.cluster;
  return decide({
    operation,
    resource: call.resource,
    subresource: call.target.subresource,
    object,
    user: call.user,
    dryRun: isDryRun(call),
    storage,
    resources,
    ...(before && { before }),
  });
}

/** What only the server sets: a client's words about it are not heard. */
const serverFields = [
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'selfLink',
] as const;

function keepServerFields(desired: KubeObject, before: KubeObject): KubeObject {
  const metadata: Record<string, unknown> = { ...desired.metadata };
  for (const field of serverFields) {
    if (before.metadata[field] === undefined) delete metadata[field];
    else metadata[field] = before.metadata[field];
  }
  const { name, namespace, resourceVersion } = before.metadata;
  return {
    ...desired,
    metadata: {
      ...metadata,
      name,
      ...(namespace && { namespace }),
      ...(resourceVersion && { resourceVersion }),
    },
  };
}

/** A stale resourceVersion or another object's uid stops a write. */
function checkPreconditions(call: ResourceCall, desired: KubeObject, before: KubeObject): void {
  const { resource, target } = call;
  const { uid, resourceVersion } = desired.metadata;
  if (uid && uid !== before.metadata.uid) {
    const why = `UID in precondition: ${uid}, UID in object meta: ${before.metadata.uid}`;
    throw conflict(resource, target.name, `Precondition failed: ${why}`);
  }
  const isStale = resourceVersion && resourceVersion !== before.metadata.resourceVersion;
  if (isStale) throw conflict(resource, target.name);
}

const hasStatus = ({ resource }: ResourceCall) =>
  resource.subresources.some(({ name }) => name === 'status');

/** The object writes `spec` and leaves `status` alone; the status subresource does the reverse. */
function mergeStatus(call: ResourceCall, desired: KubeObject, before: KubeObject): KubeObject {
  if (call.target.subresource === 'status') return withStatus(before, desired.status);
  return hasStatus(call) ? withStatus(desired, before.status) : desired;
}

function withStatus(object: KubeObject, status: unknown): KubeObject {
  const { status: _status, ...rest } = object;
  return status === undefined ? (rest as KubeObject) : ({ ...rest, status } as KubeObject);
}

/** Objects whose last finalizer has gone leave the storage with that write. */
const isFinished = ({ metadata }: KubeObject) =>
  metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length === 0;

/** The owners of the fields of `stored`, given what was asked for. */
export type Track = (
  call: ResourceCall,
  asked: KubeObject,
  stored: KubeObject,
  before: KubeObject | undefined,
) => unknown[];

export function withOwners(object: KubeObject, managedFields: unknown[]): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata;
  const owners = managedFields.length > 0 ? { managedFields } : {};
  return { ...object, metadata: { ...metadata, ...owners } as KubeObject['metadata'] };
}

const withoutTimes = ({ metadata }: KubeObject) =>
  (Array.isArray(metadata.managedFields) ? metadata.managedFields : []).map((entry) => ({
    ...entry,
    time: undefined,
  }));

/** A write that changes nothing is none, and does not make owners of objects that had none. */
function isSame(after: KubeObject, before: KubeObject, asked: KubeObject): boolean {
  const content = (object: KubeObject) => ({ ...withOwners(object, []), apiVersion: '', kind: '' });
  if (!isDeepStrictEqual(content(after), content(before))) return false;
  const isUnowned = before.metadata.managedFields === undefined;
  if (isUnowned && asked.metadata.managedFields === undefined) return true;
  return isDeepStrictEqual(withoutTimes(after), withoutTimes(before));
}

/** Puts `desired` in the place of `before`; returns what a client gets to see. */
export function replace(
  call: ResourceCall,
  desired: KubeObject,
  before: KubeObject,
  track: Track = trackUpdate,
): KubeObject {
  const { storage } = call.cluster;
  checkPreconditions(call, desired, before);
  const merged = keepServerFields(mergeStatus(call, desired, before), before);
  const admitted = admit(call, 'UPDATE', merged, before);
  const owned = withOwners(admitted, track(call, desired, admitted, before));
  if (isSame(owned, before, desired)) return before;
  if (isDryRun(call)) return owned;
  if (isFinished(owned) && !isFinished(before)) {
    storage.remove(call.resource, before.metadata.namespace, before.metadata.name);
    return owned;
  }
  return storage.update(call.resource, owned);
}
