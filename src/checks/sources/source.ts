/**
 * A source: one narrow question to the cluster that checks need the answer of. Checks name their
 * sources, so that each is read once, refusals are told per question, and those that do not wait for
 * one another go out together.
 */
import type { Kind } from '../../objects/registry.ts';
import type { Gap, LogQuery, Query, Snapshot } from '../../snapshot.ts';
import type { Target } from '../target.ts';
import type { SourceItems } from './items.ts';

export type SourceName = keyof SourceItems;

/** What a source brought. */
export interface Found<T> {
  all: readonly T[];
  /** Why the answer is not whole; kinds the cluster does not know are left out, there is none of them. */
  gaps: readonly Open[];
  /** There are more than were read. */
  isCut: boolean;
}

export type Open = Pick<Gap, 'reason' | 'message' | 'permission'>;

/** What was read so far; absent: not yet. */
export type Facts = { readonly [S in SourceName]?: Found<SourceItems[S]> };

interface Common {
  /** Needs a Role that not every installation gives: without it, it is told, but nothing is in doubt. */
  isOptional?: true;
}

export interface ReadSource<T> extends Common {
  how: 'read';
  kinds: readonly Kind[];
  /** undefined: waits for another source; []: nothing to ask here. */
  queries(known: Facts, target: Target): readonly Query[] | undefined;
  pick(objects: Snapshot['objects']): readonly T[];
}

export interface LogSource extends Common {
  how: 'logs';
  queries(known: Facts, target: Target): readonly LogQuery[] | undefined;
}

/** Brought by the command, which asks by itself: DNS servers, or what `dns` computes. */
export interface GivenSource extends Common {
  how: 'given';
}

export type Source<T> = ReadSource<T> | LogSource | GivenSource;

type ObjectsOf<K extends Kind> = NonNullable<Snapshot['objects'][K]>[number];

/** Of one kind. */
export function read<K extends Kind>(
  kind: K,
  queries: ReadSource<ObjectsOf<K>>['queries'],
  { isOptional }: Common = {},
): ReadSource<ObjectsOf<K>> {
  const pick = (objects: Snapshot['objects']): readonly ObjectsOf<K>[] => objects[kind] ?? [];
  return { how: 'read', kinds: [kind], queries, pick, ...(isOptional && { isOptional }) };
}

export const nothing: Found<never> = { all: [], gaps: [], isCut: false };
