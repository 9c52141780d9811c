/** Server-side apply: a PATCH that says what its sender stands for, and creates what is not there. */
import { parse as parseYaml } from 'yaml';
import { messageOf } from '../body.ts';
import type { ResourceCall } from '../cluster.ts';
import { tellFields } from '../field-validation.ts';
import { type Applied, applyTo } from '../managed-fields/apply.ts';
import { managersOf } from '../managed-fields/track.ts';
import { blank } from '../managed-fields/unowned.ts';
import { apiVersionOf } from '../resources.ts';
import { decode } from '../schema/decode.ts';
import { isObject } from '../schema/type.ts';
import { kindText, typeOf } from '../schema/type-of.ts';
import { ApiError, badRequest, forbidden } from '../status.ts';
import type { KubeObject } from '../storage.ts';
import { createObject } from './create.ts';
import { replace } from './write.ts';

export const applyMediaType = 'application/apply-patch+yaml';

function parse(body: Buffer): unknown {
  try {
    return parseYaml(body.toString('utf8'), { uniqueKeys: false });
  } catch (error) {
    throw badRequest(`error decoding YAML: ${messageOf(error)}`);
  }
}

/** What cannot be typed is an error without a reason on a real server, too. */
function untyped({ resource, target }: ResourceCall, object: KubeObject, why: string): ApiError {
  const { namespace = target.namespace, name } = object.metadata;
  const what = `${namespace}/${name}; ${kindText(resource)}`;
  return new ApiError(500, '', `failed to create typed patch object (${what}): ${why}`);
}

function readApplied(call: ResourceCall): KubeObject {
  const given = parse(call.body);
  if (!isObject(given)) throw badRequest('error decoding YAML: the body is not an object');
  const expected = apiVersionOf(call.resource);
  if (given.apiVersion !== expected) {
    throw badRequest(
      'Incorrect version specified in apply patch. ' +
        `Specified patch version: ${given.apiVersion ?? ''}, expected: ${expected}`,
    );
  }
  const metadata = isObject(given.metadata) ? given.metadata : {};
  const object = { ...given, metadata: { name: '', ...metadata } } as KubeObject;
  if (metadata.managedFields) throw badRequest('metadata.managedFields must be nil');
  const { value, unknown, mismatch } = decode(typeOf(call.resource), object);
  if (mismatch) throw untyped(call, object, mismatch.json);
  const [first] = unknown;
  const refuse = (why: string) => badRequest(why);
  if (call.resource.custom) tellFields(call, { unknown, duplicate: [] }, refuse);
  else if (first) throw untyped(call, object, `.${first}: field not declared in schema`);
  return value as KubeObject;
}

function checkName({ target }: ResourceCall, { metadata }: KubeObject): void {
  if (metadata.name === target.name) return;
  throw badRequest(
    `the name of the object (${metadata.name}) does not match the name on the URL (${target.name})`,
  );
}

/** Who may change an object may not therefore make one. */
function checkMayCreate(call: ResourceCall): void {
  const { cluster, target, resource, user } = call;
  const { group, plural, namespace, name, subresource } = target;
  const attributes = { verb: 'create', group, resource: plural, subresource, namespace, name };
  if (cluster.authorizer.decide(user, attributes).allowed) return;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const what = `cannot create resource "${plural}" in API group "${group}" ${where}`;
  throw forbidden(resource, name, `User "${user.username}" ${what}`);
}

export function apply(call: ResourceCall): { object: KubeObject; isNew: boolean } {
  const { cluster, resource, target } = call;
  const applied = readApplied(call);
  checkName(call, applied);
  const namespace = resource.namespaced ? target.namespace : undefined;
  const before = cluster.storage.get(resource, namespace, target.name);
  const owners =
    ({ managedFields }: Applied) =>
    () =>
      managedFields;
  if (before) {
    const live = { ...before, apiVersion: apiVersionOf(resource), kind: resource.kind };
    const result = applyTo(call, live, managersOf(resource, live), applied);
    return { object: replace(call, result.object, before, owners(result)), isNew: false };
  }
  checkMayCreate(call);
  const result = applyTo(call, blank(resource, applied), [], applied);
  return { object: createObject(call, applied, owners(result)), isNew: true };
}
