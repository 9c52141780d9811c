/** Reading many objects: selectors, pages, and a state of the past where a client asks for it. */
import { decodeContinue, encodeContinue } from './continue-token.ts';
import { type FieldRequirement, matchesFields, parseFieldSelector } from './field-selector.ts';
import {
  exactLabel,
  matchesLabels,
  parseLabelSelector,
  type Requirement,
} from './label-selector.ts';
import type { ListMeta } from './render.ts';
import type { Resource } from './resources.ts';
import { ApiError, badRequest, expired, versionTooLarge } from './status.ts';
import type { Change, KubeObject, Storage } from './storage.ts';

export interface Selection {
  namespace: string | undefined;
  labels: Requirement[];
  fields: FieldRequirement[];
}

export interface Page {
  objects: KubeObject[];
  metadata: ListMeta;
}

export function readSelection(
  resource: Resource,
  namespace: string,
  query: URLSearchParams,
): Selection {
  return {
    namespace: namespace === '' ? undefined : namespace,
    labels: parseLabelSelector(query.get('labelSelector') ?? ''),
    fields: parseFieldSelector(query.get('fieldSelector') ?? '', resource),
  };
}

/** The number behind a `resourceVersion`, or Go's complaint about it (with Go's status 500). */
export function readVersion(query: URLSearchParams): number | undefined {
  const text = query.get('resourceVersion') ?? '';
  if (text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const why = `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
  throw new ApiError(500, '', `resourceVersion: Invalid value: ${JSON.stringify(text)}: ${why}`);
}

const keyOf = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`;

export const selects = (selection: Selection, object: KubeObject) =>
  (selection.namespace === undefined || selection.namespace === object.metadata.namespace) &&
  matchesLabels(selection.labels, object.metadata.labels) &&
  matchesFields(selection.fields, object);

/** The smallest set an index can answer; the selectors still have to be applied to it. */
function candidates(storage: Storage, resource: Resource, selection: Selection): KubeObject[] {
  const { fields, labels } = selection;
  const fixed = (field: string) => fields.find((f) => f.field === field && f.equal)?.value;
  const namespace = selection.namespace ?? fixed('metadata.namespace');
  const name = fixed('metadata.name');
  if (name !== undefined && (namespace !== undefined || !resource.namespaced)) {
    const found = storage.get(resource, namespace, name);
    return found ? [found] : [];
  }
  const label = exactLabel(labels);
  if (!label) return storage.list(resource, namespace);
  return storage.withLabel(resource, namespace, label.key, label.values[0] ?? '');
}

export function select(storage: Storage, resource: Resource, selection: Selection): KubeObject[] {
  const objects = candidates(storage, resource, selection);
  if (selection.labels.length === 0 && selection.fields.length === 0) return objects;
  return objects.filter((object) => selects(selection, object));
}

/** The selection as it was before `changes`, newest undone first. */
function undo(
  objects: readonly KubeObject[],
  changes: readonly Change[],
  resource: Resource,
  selection: Selection,
): KubeObject[] {
  const state = new Map(objects.map((object) => [keyOf(object), object]));
  for (const change of changes.toReversed()) {
    const { group, plural } = change.resource;
    if (group !== resource.group || plural !== resource.plural) continue;
    state.delete(keyOf(change.object));
    if (change.before && selects(selection, change.before)) {
      state.set(keyOf(change.object), change.before);
    }
  }
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

const tooOldToContinue =
  'The provided continue parameter is too old to display a consistent list result. You can start ' +
  'a new list without the continue parameter, or use the continue token in this response to ' +
  'retrieve the remainder of the results. Continuing with the provided token results in an ' +
  'inconsistent list - objects that were created, modified, or deleted between the time the ' +
  'first chunk was returned and now may show up in the list.';

/** A list as of `version`; undefined when that is too long ago. */
function selectAt(
  storage: Storage,
  resource: Resource,
  selection: Selection,
  version: number,
): KubeObject[] | undefined {
  const objects = select(storage, resource, selection);
  if (version === storage.resourceVersion) return objects;
  const changes = storage.since(version);
  return changes && undo(objects, changes, resource, selection);
}

function rest(storage: Storage, resource: Resource, selection: Selection, text: string) {
  const token = decodeContinue(text);
  const version = token.resourceVersion < 0 ? storage.resourceVersion : token.resourceVersion;
  const objects = selectAt(storage, resource, selection, version);
  if (!objects) {
    const error = expired(tooOldToContinue);
    error.status.metadata.continue = encodeContinue({ ...token, resourceVersion: -1 });
    throw error;
  }
  return { version, objects: objects.filter((object) => keyOf(object) > token.start) };
}

function fresh(storage: Storage, resource: Resource, selection: Selection, query: URLSearchParams) {
  const asked = readVersion(query) ?? 0;
  const current = storage.resourceVersion;
  if (asked > current) throw versionTooLarge(asked, current);
  const isExact = query.get('resourceVersionMatch') === 'Exact';
  const version = isExact && asked > 0 ? asked : current;
  const objects = selectAt(storage, resource, selection, version);
  if (!objects) throw expired('The resourceVersion for the provided list is too old.');
  return { version, objects };
}

function checkMatch(query: URLSearchParams): void {
  if (query.has('resourceVersionMatch') && !query.get('resourceVersion')) {
    throw badRequest(
      'resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless ' +
        'resourceVersion is provided',
    );
  }
}

export function readPage(
  storage: Storage,
  resource: Resource,
  selection: Selection,
  query: URLSearchParams,
): Page {
  checkMatch(query);
  const token = query.get('continue') ?? '';
  const { version, objects } =
    token === ''
      ? fresh(storage, resource, selection, query)
      : rest(storage, resource, selection, token);
  const limit = Number(query.get('limit') ?? 0);
  const metadata: ListMeta = { resourceVersion: String(version) };
  if (!(limit > 0) || objects.length <= limit) return { objects, metadata };
  const page = objects.slice(0, limit);
  const last = page.at(-1);
  if (last) metadata.continue = encodeContinue({ resourceVersion: version, start: keyOf(last) });
  // A real server does not count what a selector would have to read through.
  const isSelected = selection.labels.length > 0 || selection.fields.length > 0;
  if (!isSelected) metadata.remainingItemCount = objects.length - limit;
  return { objects: page, metadata };
}
