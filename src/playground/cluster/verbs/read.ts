/** `get` and `list`. */
import { negotiate } from '../accept.ts';
import { json, type Reply, type ResourceCall } from '../cluster.ts';
import { readPage, readSelection, readVersion } from '../list.ts';
import { notFound, versionTooLarge } from '../status.ts';
import type { KubeObject } from '../storage.ts';

export const viewFor = ({ cluster, headers, info }: ResourceCall) =>
  negotiate(headers.accept as string | undefined, cluster, info.query);

export function find({ cluster, resource, target }: ResourceCall): KubeObject {
  const namespace = resource.namespaced ? target.namespace : undefined;
  const found = cluster.storage.get(resource, namespace, target.name);
  if (!found) throw notFound(resource, target.name);
  return found;
}

export function get(call: ResourceCall): Reply {
  const view = viewFor(call);
  const asked = readVersion(call.info.query) ?? 0;
  const current = call.cluster.storage.resourceVersion;
  if (asked > current) throw versionTooLarge(asked, current);
  return json(200, view.one(call.resource, find(call)));
}

export function list(call: ResourceCall): Reply {
  const { cluster, resource, target, info } = call;
  const view = viewFor(call);
  const namespace = resource.namespaced ? target.namespace : '';
  const selection = readSelection(resource, namespace, info.query);
  const { objects, metadata } = readPage(cluster.storage, resource, selection, info.query);
  return json(200, view.list(resource, objects, metadata));
}
