/** `update` (PUT) and `patch`, of an object or its status. */
import { type ExpectedKind, mediaType, readBody } from '../body.ts';
import { json, type Reply, type ResourceCall } from '../cluster.ts';
import { duplicateFields } from '../duplicate-fields.ts';
import { tellFields } from '../field-validation.ts';
import { goText } from '../go-text.ts';
import type { PatchType } from '../patch/patch.ts';
import { patchTypes } from '../patch/registry.ts';
import { apiVersionOf, type Resource } from '../resources.ts';
import { decode } from '../schema/decode.ts';
import { typeOf } from '../schema/type-of.ts';
import { ApiError, badRequest, invalid, unsupportedMediaType } from '../status.ts';
import type { KubeObject } from '../storage.ts';
import { checkOptions } from '../write-options.ts';
import { apply, applyMediaType } from './apply.ts';
import { find, viewFor } from './read.ts';
import { replace } from './write.ts';

function checkUrl({ target, resource }: ResourceCall, { metadata }: KubeObject): void {
  const { name, namespace } = metadata;
  if (name !== target.name) {
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${target.name})`,
    );
  }
  if (resource.namespaced && namespace && namespace !== target.namespace) {
    throw badRequest(
      `the namespace of the object (${namespace}) does not match the namespace on the URL ` +
        `(${target.namespace})`,
    );
  }
}

/** Custom resources cannot be overwritten blindly; built-in ones can. */
function checkVersionGiven({ resource, target }: ResourceCall, desired: KubeObject): void {
  if (!resource.custom || desired.metadata.resourceVersion) return;
  throw invalid(resource, target.name, [
    {
      reason: 'FieldValueInvalid',
      message: 'Invalid value: 0: must be specified for an update',
      field: 'metadata.resourceVersion',
    },
  ]);
}

export function update(call: ResourceCall): Reply {
  checkOptions(call);
  const view = viewFor(call);
  const desired = readBody(call, call.resource);
  checkUrl(call, desired);
  const before = find(call);
  checkVersionGiven(call, desired);
  return json(200, view.one(call.resource, replace(call, desired, before)));
}

/** The patch type the request names, if the resource takes it. */
export function choosePatch(call: ResourceCall, resource: Resource): PatchType {
  const type = patchTypes.find(({ mediaType: name }) => name === mediaType(call));
  if (type?.takes(resource)) return type;
  if (!type && mediaType(call) !== applyMediaType) {
    throw new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  }
  const accepted = patchTypes.filter((one) => one.takes(resource));
  throw unsupportedMediaType([...accepted.map(({ mediaType: name }) => name), applyMediaType]);
}

const invalidPatch = (value: string, why: string) =>
  invalid({ group: '', kind: '' }, '', [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
      field: 'patch',
    },
  ]);

/** `current` with the request's patch applied, if that can still be read as an object. */
export function patched(call: ResourceCall, current: KubeObject, kind: ExpectedKind): KubeObject {
  const type = choosePatch(call, call.resource);
  const result = type.read(call.body, kind)(current);
  const shown = () =>
    type.isConverted ? goText(JSON.parse(String(call.body))) : JSON.stringify(result);
  const refuse = (why: string) => invalidPatch(shown(), why);
  const { value, unknown, mismatch } = decode(typeOf(kind), result);
  if (mismatch) throw refuse(type.isConverted ? mismatch.converted : mismatch.json);
  const duplicate = duplicateFields(String(call.body));
  tellFields(
    call,
    { unknown, duplicate: Array.isArray(JSON.parse(String(call.body))) ? [] : duplicate },
    refuse,
  );
  return value as KubeObject;
}

export function patch(call: ResourceCall): Reply {
  const { resource } = call;
  const view = viewFor(call);
  const isApply = mediaType(call) === applyMediaType;
  checkOptions(call, isApply);
  if (isApply) {
    const { object, isNew } = apply(call);
    return json(isNew ? 201 : 200, view.one(resource, object));
  }
  choosePatch(call, resource);
  const before = find(call);
  const current = { ...before, apiVersion: apiVersionOf(resource), kind: resource.kind };
  return json(200, view.one(resource, replace(call, patched(call, current, resource), before)));
}
