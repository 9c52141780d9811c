/** `update` (PUT) and `patch`, of an object or its status. */
import { mediaType, readBody } from '../body.ts';
import { json, type Reply, type ResourceCall } from '../cluster.ts';
import type { PatchType } from '../patch/patch.ts';
import { patchTypes } from '../patch/registry.ts';
import { apiVersionOf, type Resource } from '../resources.ts';
import { ApiError, badRequest, invalid, unsupportedMediaType } from '../status.ts';
import type { KubeObject } from '../storage.ts';
import { textMapProblem } from '../text-maps.ts';
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
  if (!type) throw new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  if (type.takes(resource)) return type;
  const accepted = patchTypes.filter((one) => one.takes(resource));
  throw unsupportedMediaType(accepted.map(({ mediaType: name }) => name));
}

/** `current` with the request's patch applied, if that can still be read as an object. */
export function patched(type: PatchType, current: KubeObject, body: Buffer): KubeObject {
  const edit = type.read(body);
  const result = edit(current);
  const problem = textMapProblem(result);
  if (!problem) return result;
  const value = JSON.stringify(JSON.stringify(result));
  throw invalid({ group: '', kind: '' }, '', [
    { reason: 'FieldValueInvalid', message: `Invalid value: ${value}: ${problem}`, field: 'patch' },
  ]);
}

export function patch(call: ResourceCall): Reply {
  const { resource } = call;
  const view = viewFor(call);
  const type = choosePatch(call, resource);
  const before = find(call);
  const current = { ...before, apiVersion: apiVersionOf(resource), kind: resource.kind };
  const desired = patched(type, current, call.body);
  return json(200, view.one(resource, replace(call, desired, before)));
}
