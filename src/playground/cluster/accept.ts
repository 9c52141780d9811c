/** Which of the forms a client accepts an answer takes: objects, their metadata alone, or a table. */
import type { Cluster } from './cluster.ts';
import { type ListMeta, renderList, renderObject } from './render.ts';
import { apiVersionOf, type Resource } from './resources.ts';
import { notAcceptable } from './status.ts';
import type { KubeObject } from './storage.ts';
import { tableOf } from './tables/registry.ts';

export interface View {
  one(resource: Resource, object: KubeObject): string;
  list(resource: Resource, objects: readonly KubeObject[], metadata: ListMeta): string;
}

const metaVersion = 'meta.k8s.io/v1';

const objects: View = { one: renderObject, list: renderList };

const partial = ({ metadata }: KubeObject) => ({
  kind: 'PartialObjectMetadata',
  apiVersion: metaVersion,
  metadata,
});

const metadataOnly: View = {
  one: (_, object) => JSON.stringify(partial(object)),
  list: (_, all, metadata) =>
    JSON.stringify({
      kind: 'PartialObjectMetadataList',
      apiVersion: metaVersion,
      metadata,
      items: all.map((object) => partial(object)),
    }),
};

type Included = (resource: Resource, object: KubeObject) => object | undefined;

/** What a row carries beside its cells. */
const included: Record<string, Included> = {
  None: () => undefined,
  Metadata: (_, object) => partial(object),
  Object: (resource, object) => ({
    ...object,
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
  }),
};

function asTable(now: () => Date, include: Included): View {
  const list: View['list'] = (resource, all, metadata) => {
    const table = tableOf(resource);
    const time = now();
    const rows = all.map((object) => {
      const carried = include(resource, object);
      return { cells: table.cells(object, time), ...(carried && { object: carried }) };
    });
    const columnDefinitions = table.columns;
    return JSON.stringify({
      kind: 'Table',
      apiVersion: metaVersion,
      metadata,
      columnDefinitions,
      rows,
    });
  };
  return {
    list,
    one: (resource, object) =>
      list(resource, [object], { resourceVersion: object.metadata.resourceVersion ?? '' }),
  };
}

function readMediaType(text: string): { type: string; as: string } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const pairs = new Map(parameters.map((one) => one.split('=', 2) as [string, string]));
  const isMeta = pairs.get('g') === 'meta.k8s.io' && pairs.get('v') === 'v1';
  return { type, as: isMeta ? (pairs.get('as') ?? '') : pairs.has('as') ? 'unknown' : '' };
}

/** The first accepted form there is; 406 when there is none (protobuf alone, YAML). */
export function negotiate(
  accept: string | undefined,
  cluster: Cluster,
  query: URLSearchParams,
): View {
  for (const part of (accept || '*/*').split(',')) {
    const { type, as } = readMediaType(part);
    if (!['application/json', 'application/*', '*/*'].includes(type)) continue;
    if (as === '') return objects;
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return metadataOnly;
    const include = included[query.get('includeObject') ?? 'Metadata'];
    if (as === 'Table' && include) return asTable(cluster.now, include);
  }
  throw notAcceptable();
}
