/** From a request that is allowed to the handler that answers it. */
import type { Answer, Call, ResourceCall } from './cluster.ts';
import { discover, groupVersions, pageNotFound } from './discovery.ts';
import type { Target } from './request-info.ts';
import type { Resource } from './resources.ts';
import { reviews } from './reviews/registry.ts';
import { forbidden, methodNotAllowed, unknownPath } from './status.ts';
import { subresources } from './subresources/registry.ts';
import { create } from './verbs/create.ts';
import { remove, removeCollection } from './verbs/delete.ts';
import { get, list } from './verbs/read.ts';
import { patch, update } from './verbs/update.ts';
import { watch } from './verbs/watch.ts';

const verbs: Record<string, (call: ResourceCall) => Answer> = {
  create,
  delete: remove,
  deletecollection: removeCollection,
  get,
  list,
  patch,
  update,
  watch,
};

/** RBAC's question, and its refusal in the words of a real server. */
export function authorize({ cluster, info, user }: Call): void {
  const { target, verb, path } = info;
  const { group = '', plural = '', namespace = '', name = '', subresource = '' } = target ?? {};
  const attributes = { verb, group, resource: plural, subresource, namespace, name };
  const asked = target ? attributes : { ...attributes, path };
  if (cluster.authorizer.decide(user, asked).allowed) return;
  const who = `User "${user.username}" cannot ${verb}`;
  if (!target) throw forbiddenPath(`${who} path "${path}"`);
  const what = subresource === '' ? plural : `${plural}/${subresource}`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const why = `${who} resource "${what}" in API group "${group}" ${where}`;
  throw forbidden({ group, plural }, name, why);
}

function forbiddenPath(why: string) {
  const error = forbidden({ group: '', plural: '' }, '', why);
  error.status.message = `forbidden: ${why}`;
  error.status.details = {};
  return error;
}

/** Objects of a namespaced resource have one in their path, those of the others have none. */
function isInScope(resource: Resource, target: Target): boolean {
  if (resource.group === '' && resource.plural === 'namespaces') return true;
  if (!resource.namespaced) return target.namespace === '';
  return target.namespace !== '' || !target.named;
}

function routeResource(call: Call, target: Target): Answer {
  const { resources } = call.cluster;
  const { group, version, plural, namespace } = target;
  const resource = resources.byPath(group, version, plural);
  if (!resource) {
    if (groupVersions(resources.all()).get(group)?.includes(version)) throw unknownPath();
    return pageNotFound;
  }
  if (!isInScope(resource, target)) throw unknownPath();
  const subresource = resource.subresources.find(({ name }) => name === target.subresource);
  if (target.subresource !== '' && !subresource) throw unknownPath();
  const { verb } = call.info;
  const resourceCall = { ...call, target, resource, subresource };
  const allowed = subresource?.verbs ?? resource.verbs;
  const isEverywhere = resource.namespaced && namespace === '' && verb === 'create';
  if (!allowed.includes(verb) || isEverywhere) throw methodNotAllowed();
  const key = `${group}/${plural}`;
  const handler = subresource ? subresources[subresource.name] : (reviews[key] ?? verbs[verb]);
  if (!handler) throw methodNotAllowed();
  return handler(resourceCall);
}

export function route(call: Call): Answer {
  const { target } = call.info;
  return target ? routeResource(call, target) : discover(call);
}
