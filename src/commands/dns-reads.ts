/** Reads for `dns`: what was meant, then what its answers depend on. Two round trips at the most. */
import type { Cluster } from '../cluster/cluster.ts';
import { type Corefile, parseCorefile, usualCorefile } from '../network/corefile.ts';
import type { DnsWorld } from '../network/dns.ts';
import type { ConfigMap } from '../objects/config-map.ts';
import type { Kind, ObjectOf } from '../objects/registry.ts';
import { type Gap, gapsOf, type Query, type Snapshot } from '../snapshot.ts';
import { corefiles, otherSettingsQueries } from './dns-queries.ts';

/** Everything read so far, each object once. */
export interface Known {
  all<K extends Kind>(kind: K): ObjectOf<K>[];
  gaps: Gap[];
  /** Questions whose limit cut the answer short. */
  truncated: Query[];
  queries: Query[];
}

export function know(
  snapshots: readonly Pick<Snapshot, 'objects' | 'gaps' | 'truncated'>[],
  queries: Query[],
): Known {
  return {
    all(kind) {
      const found = snapshots.flatMap(({ objects }) => objects[kind] ?? []);
      const keyed = found.map(
        (one) => [`${one.metadata.namespace}/${one.metadata.name}`, one] as const,
      );
      return [...new Map(keyed).values()] as ObjectOf<typeof kind>[];
    },
    gaps: snapshots.flatMap(({ gaps }) => gaps),
    truncated: snapshots.flatMap(({ truncated }) => truncated),
    queries,
  };
}

/** What one round trip asked and got. */
export interface Round {
  snapshot: Snapshot;
  queries: Query[];
}

/** Asks what has not been asked yet; nothing further costs no round trip. */
export async function readOn(
  cluster: Cluster,
  known: Known,
  queries: readonly Query[],
): Promise<Round | undefined> {
  const text = (query: Query) => JSON.stringify(query);
  const asked = new Set(known.queries.map(text));
  const fresh = [...new Map(queries.map((query) => [text(query), query])).entries()]
    .filter(([key]) => !asked.has(key))
    .map(([, query]) => query);
  if (fresh.length === 0) return undefined;
  return { snapshot: await cluster.read(fresh), queries: fresh };
}

export interface Settings {
  corefile: Corefile;
  /** Where it was read; undefined: the usual one is assumed. */
  from: string | undefined;
  /** Addresses at which the cluster's DNS is asked. */
  servers: string[];
}

export function needsOtherSettings(known: Known): boolean {
  return corefileOf(known) === undefined && gapsOf(known, 'configmaps').length === 0;
}

export { otherSettingsQueries };

export function settingsOf(known: Known, clusterDomain: string): Settings {
  const map = corefileOf(known);
  const text = map?.data.Corefile;
  const isDns = ({ metadata }: ObjectOf<'services'>) =>
    metadata.labels['k8s-app'] === 'kube-dns' ||
    (metadata.namespace === corefiles[1].namespace && metadata.name === corefiles[1].name);
  return {
    corefile: text ? parseCorefile(text) : usualCorefile(clusterDomain),
    from: text ? `${map.metadata.namespace}/${map.metadata.name}` : undefined,
    servers: known
      .all('services')
      .filter(isDns)
      .flatMap(({ spec }) => spec.clusterIPs),
  };
}

function corefileOf(known: Known): ConfigMap | undefined {
  const maps = known.all('configmaps');
  return corefiles
    .map((wanted) =>
      maps.find(
        ({ metadata }) => metadata.name === wanted.name && metadata.namespace === wanted.namespace,
      ),
    )
    .find((map) => map?.data.Corefile);
}

export function worldOf(known: Known, corefile: Corefile): DnsWorld {
  const canTell = gapsOf(known, 'namespaces').length === 0;
  return {
    objects: {
      services: known.all('services'),
      slices: known.all('endpointslices'),
      pods: known.all('pods'),
      namespaces: canTell
        ? known.all('namespaces').map(({ metadata }) => metadata.name)
        : undefined,
    },
    corefile,
    serverAddresses: [],
  };
}
