/** `create`. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readBody } from '../body.ts';
import { json, type Reply, type ResourceCall } from '../cluster.ts';
import { trackUpdate } from '../managed-fields/track.ts';
import { timestamp } from '../memory.ts';
import { alreadyExists, badRequest, forbidden, invalid, notFound } from '../status.ts';
import type { KubeObject, ObjectMeta } from '../storage.ts';
import { checkOptions, isDryRun } from '../write-options.ts';
import { viewFor } from './read.ts';
import { admit, type Track, withOwners } from './write.ts';

function checkNamespace({ cluster, target, resource }: ResourceCall, name: string): void {
  if (!resource.namespaced) return;
  const namespaces = cluster.resources.of({ apiVersion: 'v1', kind: 'Namespace' });
  const namespace = cluster.storage.get(namespaces, undefined, target.namespace);
  if (!namespace) throw notFound(namespaces, target.namespace);
  if (namespace.metadata.deletionTimestamp === undefined) return;
  const why = `unable to create new content in namespace ${target.namespace} because it is being terminated`;
  throw forbidden(resource, name, why);
}

function nameFor({ name, generateName }: ObjectMeta, { resource }: ResourceCall): string {
  if (name) return name;
  if (generateName) {
    const letters = 'bcdfghjklmnpqrstvwxz2456789';
    return (
      generateName + [...randomBytes(5)].map((byte) => letters[byte % letters.length]).join('')
    );
  }
  const message = 'Required value: name or generateName is required';
  throw invalid(resource, '', [{ reason: 'FieldValueRequired', message, field: 'metadata.name' }]);
}

/** A new object's metadata: what the server sets is not taken from the client. */
function newMetadata(call: ResourceCall, given: ObjectMeta): ObjectMeta {
  const { target, resource, cluster } = call;
  if (given.resourceVersion) {
    throw badRequest('resourceVersion should not be set on objects to be created');
  }
  if (resource.namespaced && given.namespace && given.namespace !== target.namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  const { deletionTimestamp: _time, deletionGracePeriodSeconds: _grace, ...rest } = given;
  const { generation: _generation, ...kept } = rest;
  return {
    ...kept,
    name: nameFor(given, call),
    ...(resource.namespaced && { namespace: target.namespace }),
    uid: randomUUID(),
    creationTimestamp: timestamp(cluster.now()),
  };
}

/** Status is written through its subresource alone. */
function withoutStatus(object: KubeObject, { resource }: ResourceCall): KubeObject {
  if (!resource.subresources.some(({ name }) => name === 'status')) return object;
  const { status: _status, ...rest } = object;
  return rest as KubeObject;
}

export function createObject(
  call: ResourceCall,
  given: KubeObject,
  track: Track = trackUpdate,
): KubeObject {
  const { cluster, resource } = call;
  const metadata = newMetadata(call, given.metadata);
  checkNamespace(call, metadata.name);
  const admitted = admit(call, 'CREATE', withoutStatus({ ...given, metadata }, call));
  const object = withOwners(admitted, track(call, given, admitted, undefined));
  if (cluster.storage.get(resource, metadata.namespace, metadata.name)) {
    throw alreadyExists(resource, metadata.name);
  }
  return isDryRun(call) ? object : cluster.storage.create(resource, object);
}

export function create(call: ResourceCall): Reply {
  checkOptions(call);
  const view = viewFor(call);
  return json(201, view.one(call.resource, createObject(call, readBody(call, call.resource))));
}
