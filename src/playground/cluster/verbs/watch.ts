/** `watch`: what changes from now, or from a resource version on, one JSON document per line. */
import type { ServerResponse } from 'node:http';
import type { View } from '../accept.ts';
import type { ResourceCall, Stream } from '../cluster.ts';
import { readSelection, readVersion, type Selection, select, selects } from '../list.ts';
import { isTrue } from '../request-info.ts';
import { apiVersionOf, type Resource } from '../resources.ts';
import { expired } from '../status.ts';
import type { Change, ChangeType, KubeObject, Storage } from '../storage.ts';
import { viewFor } from './read.ts';

/** A watch without a timeout of its own ends after this time, so that clients start afresh. */
const defaultTimeoutSeconds = 3600;
const bookmarkEveryMs = 60_000;

/** How a change looks through a selector: an object may enter or leave what is selected. */
function seen(change: Change, selection: Selection): [ChangeType, KubeObject] | undefined {
  const { type, object, before } = change;
  const was = before !== undefined && selects(selection, before);
  const is = type !== 'DELETED' && selects(selection, object);
  if (type === 'DELETED') return was ? ['DELETED', object] : undefined;
  if (is) return [was ? 'MODIFIED' : 'ADDED', object];
  if (!was) return undefined;
  const { resourceVersion } = object.metadata;
  const metadata = { ...before.metadata, ...(resourceVersion && { resourceVersion }) };
  return ['DELETED', { ...before, metadata }];
}

/** The lines of one watch. */
function encoder(resource: Resource, selection: Selection, view: View) {
  const event = (type: string, object: string) => `{"type":"${type}","object":${object}}\n`;
  return {
    added: (object: KubeObject) => event('ADDED', view.one(resource, object)),
    change(change: Change): string {
      const { group, plural } = change.resource;
      if (group !== resource.group || plural !== resource.plural) return '';
      const found = seen(change, selection);
      return found ? event(found[0], view.one(resource, found[1])) : '';
    },
    bookmark(version: number, annotations?: Record<string, string>): string {
      const metadata = { resourceVersion: String(version), ...(annotations && { annotations }) };
      const { kind } = resource;
      return event(
        'BOOKMARK',
        JSON.stringify({ kind, apiVersion: apiVersionOf(resource), metadata }),
      );
    },
    error: (status: unknown) => event('ERROR', JSON.stringify(status)),
  };
}

type Encoder = ReturnType<typeof encoder>;

/** What a watch says at once; undefined when the version asked for is too old to go on from. */
function start(
  storage: Storage,
  resource: Resource,
  selection: Selection,
  query: URLSearchParams,
  encode: Encoder,
): string | undefined {
  const version = readVersion(query) ?? 0;
  const wantsInitial = query.get('sendInitialEvents');
  if (isTrue(wantsInitial) || (version === 0 && wantsInitial === null)) {
    const objects = select(storage, resource, selection).map(encode.added).join('');
    if (!isTrue(wantsInitial)) return objects;
    const end = { 'k8s.io/initial-events-end': 'true' };
    return objects + encode.bookmark(storage.resourceVersion, end);
  }
  if (version === 0) return '';
  return storage.since(version)?.map(encode.change).join('');
}

/** Writes what happens until the time is up or either side ends it. */
function follow(response: ServerResponse, storage: Storage, encode: Encoder, rules: Rules): void {
  const stop = storage.subscribe((change) => {
    const line = encode.change(change);
    if (line) response.write(line);
  });
  const mark = () => rules.bookmarks && response.write(encode.bookmark(storage.resourceVersion));
  const ticking = setInterval(mark, bookmarkEveryMs);
  const ending = setTimeout(() => {
    mark();
    response.end();
  }, rules.seconds * 1000);
  response.on('close', () => {
    stop();
    clearInterval(ticking);
    clearTimeout(ending);
  });
}

interface Rules {
  seconds: number;
  bookmarks: boolean;
}

const readRules = (query: URLSearchParams): Rules => ({
  seconds: Number(query.get('timeoutSeconds') ?? 0) || defaultTimeoutSeconds,
  bookmarks: isTrue(query.get('allowWatchBookmarks')),
});

export function watch(call: ResourceCall): Stream {
  const { resource, target, info } = call;
  const { storage } = call.cluster;
  const namespace = resource.namespaced ? target.namespace : '';
  const selection = readSelection(resource, namespace, info.query);
  const encode = encoder(resource, selection, viewFor(call));
  const first = start(storage, resource, selection, info.query, encode);
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    if (first === undefined) {
      const asked = readVersion(info.query);
      const { status } = expired(`too old resource version: ${asked} (${storage.resourceVersion})`);
      response.end(encode.error(status));
      return;
    }
    response.write(first);
    response.flushHeaders();
    follow(response, storage, encode, readRules(info.query));
  };
}
