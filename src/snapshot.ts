/**
 * A Snapshot: what the cluster answered to a few narrow questions, as data. "There is none" and
 * "could not be read" are different things in it, so that no rule can take one for the other.
 */

import type { JsonObject } from './json.ts';
import type { Kind, ObjectOf } from './objects/registry.ts';

/** One question: objects of a kind, by name, by selector, or all of a namespace. */
export interface Query {
  kind: Kind;
  /** Absent: across all namespaces (or a kind that has none). */
  namespace?: string;
  name?: string;
  /** A label selector as the API takes it, such as `app=web,track!=canary`. */
  labels?: string;
  /** A field selector as the API takes it, such as `metadata.name=web`. */
  fields?: string;
  /** The most objects wanted; absent: all, in pages of 500. */
  limit?: number;
  /** Keeps the object as it was sent, too; of one that is named with its namespace. */
  isWhole?: true;
}

export interface Permission {
  verb: 'get' | 'list' | 'create' | 'patch';
  group: string;
  /** With its subresource, as RBAC writes it: `pods/log`. */
  resource: string;
  /** Absent: for the whole cluster. */
  namespace?: string;
  /** The kind has no namespaces, so that none can be asked for instead. */
  isClusterScoped?: true;
}

/**
 * A question without an answer. refused: RBAC said no · not-installed: the cluster does not know the
 * kind · unreachable: timeout, 429 or 5xx for this one question.
 */
export interface Gap {
  query: Query;
  reason: 'refused' | 'not-installed' | 'unreachable';
  /** The API server's or the network's own words. */
  message: string;
  /** What was missing, where the reason is `refused`. */
  permission?: Permission;
}

export interface Snapshot {
  /** ISO 8601, UTC. */
  takenAt: string;
  /** A kind is present if at least one question about it was answered, be it with nothing. */
  objects: { [K in Kind]?: ObjectOf<K>[] };
  gaps: Gap[];
  /** Questions whose `limit` cut the answer short. */
  truncated: Query[];
  /** Objects as they were sent, of the questions that asked for them whole. */
  wholes?: readonly Whole[];
}

/** What a Patch is planned on: its tests have to hold what is there, field for field. */
export interface Whole {
  query: Query;
  object: JsonObject;
}

/** Names without a final dot. */
export interface DnsQuestion {
  name: string;
  type: 'A' | 'AAAA' | 'SRV' | 'PTR' | 'CNAME';
}

/** A DNS server that runs in a pod, and the port it takes questions at over TCP. */
export interface DnsPod {
  namespace: string;
  name: string;
  port: number;
}

/** As the server sent it; records of other types are left out. */
export type LookupRecord = { name: string; ttl: number } & (
  | { type: 'A' | 'AAAA' | 'PTR' | 'CNAME'; data: string }
  | { type: 'SRV'; data: { priority: number; weight: number; port: number; target: string } }
);

/**
 * Why nothing was heard of a pod. refused: RBAC said no · denied: an admission policy did · silent: no
 * answer in time · closed: the connection into the pod ended without one · unreachable: anything else.
 */
export interface LookupFailure {
  reason: 'refused' | 'denied' | 'silent' | 'closed' | 'unreachable';
  /** The API server's, the kubelet's or the network's own words. */
  message: string;
  /** What was missing, where the reason is `refused`. */
  permission?: Permission;
}

/** What one DNS server said to one question. */
export type Lookup = { pod: DnsPod } & (
  | {
      kind: 'answer';
      /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`, ... */
      rcode: string;
      authoritative: boolean;
      answers: LookupRecord[];
      additionals: LookupRecord[];
      /** Milliseconds from question to answer, the way through the API server included. */
      ms: number;
    }
  | { kind: 'not-observed'; failure: LookupFailure }
);

/** The log of one container; absent: of the only one the pod has. */
export interface LogQuery {
  namespace: string;
  pod: string;
  container?: string;
  /** Of the run before its last restart. */
  previous?: true;
}

/**
 * Why there are no lines. refused: RBAC said no · missing: no such pod, container or earlier run, or it
 * has printed nothing yet because it waits to start · unreachable: anything else.
 */
export interface LogFailure {
  reason: 'refused' | 'missing' | 'unreachable';
  /** The API server's, the kubelet's or the network's own words. */
  message: string;
  /** What was missing, where the reason is `refused`. */
  permission?: Permission;
}

export type PodLog = { query: LogQuery } & (
  | {
      kind: 'log';
      /** Oldest first, without secrets and colours; a container that printed nothing has none. */
      lines: string[];
      /** A limit was reached: the log may have older lines, and newer ones if its lines are long. */
      isCut: boolean;
    }
  | { kind: 'not-read'; failure: LogFailure }
);

/** What a Job cost the API server. */
export interface Reads {
  requests: number;
  /** Longest chain of reads that waited for each other; pages of a list count one each. */
  roundTrips: number;
  /** Bytes of the answers' bodies, uncompressed. */
  bytes: number;
  /** Wall-clock milliseconds during which at least one read was under way. */
  ms: number;
}

export function gapsOf(snapshot: Pick<Snapshot, 'gaps'>, kind: Kind): Gap[] {
  return snapshot.gaps.filter((gap) => gap.query.kind === kind);
}

/** `list pods in namespace shop`, `get namespaces` */
export function describePermission(permission: Permission): string {
  const { verb, group, resource, namespace, isClusterScoped } = permission;
  const what = group === '' ? resource : `${resource}.${group}`;
  if (isClusterScoped) return `${verb} ${what}`;
  return `${verb} ${what} ${namespace ? `in namespace ${namespace}` : 'in all namespaces'}`;
}
