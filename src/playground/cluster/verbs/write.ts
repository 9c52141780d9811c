/** What all writes share: dry run, admission, and the last checks before an object is stored. */
import type { AdmissionRequest } from '../admission.ts';
import type { ResourceCall } from '../cluster.ts';
import { conflict, invalid } from '../status.ts';
import type { KubeObject } from '../storage.ts';

export function isDryRun({ info }: ResourceCall): boolean {
  const asked = info.query.getAll('dryRun').filter((value) => value !== '');
  const unknown = asked.find((value) => value !== 'All');
  if (unknown === undefined) return asked.length > 0;
  throw invalid({ group: 'meta.k8s.io', kind: 'UpdateOptions' }, '', [
    {
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${JSON.stringify(unknown)}: supported values: "All"`,
      field: 'dryRun',
    },
  ]);
}

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
  'managedFields',
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

/** Puts `desired` in the place of `before`; returns what a client gets to see. */
export function replace(call: ResourceCall, desired: KubeObject, before: KubeObject): KubeObject {
  const { storage } = call.cluster;
  checkPreconditions(call, desired, before);
  const merged = keepServerFields(mergeStatus(call, desired, before), before);
  const admitted = admit(call, 'UPDATE', merged, before);
  if (isDryRun(call)) return admitted;
  if (isFinished(admitted) && !isFinished(before)) {
    storage.remove(call.resource, before.metadata.namespace, before.metadata.name);
    return admitted;
  }
  return storage.update(call.resource, admitted);
}
