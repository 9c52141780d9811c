/** What to ask next: the sources that checks need and whose questions are known by now. Pure. */
import type { Gap, LogQuery, PodLog, Query, Snapshot } from '../snapshot.ts';
import type { Check } from './check.ts';
import { sources } from './sources/registry.ts';
import { type Facts, type Found, nothing, type Open, type SourceName } from './sources/source.ts';
import type { Target } from './target.ts';

export type Wanted = { source: SourceName } & (
  | { how: 'read'; queries: readonly Query[] }
  | { how: 'logs'; queries: readonly LogQuery[] }
);

export function namesOf(checks: readonly Pick<Check, 'needs' | 'wants'>[]): SourceName[] {
  return [...new Set(checks.flatMap(({ needs, wants = [] }) => [...needs, ...wants]))];
}

/**
 * The next round trip. What has nothing to ask needs no round trip: it is in `known` when this
 * returns.
 */
export function nextRound(
  names: readonly SourceName[],
  facts: Facts,
  target: Target,
): { known: Facts; wanted: Wanted[] } {
  let known = facts;
  let wanted: Wanted[] = [];
  let isSettled = false;
  while (!isSettled) {
    const waiting = names.filter((name) => !known[name]);
    wanted = waiting.flatMap((source) => wantedOf(source, known, target) ?? []);
    const silent = wanted.filter(({ queries }) => queries.length === 0);
    known = { ...known, ...Object.fromEntries(silent.map(({ source }) => [source, nothing])) };
    isSettled = silent.length === 0;
  }
  return { known, wanted };
}

function wantedOf(name: SourceName, known: Facts, target: Target): Wanted | undefined {
  const source = sources[name];
  switch (source.how) {
    case 'read': {
      const queries = source.queries(known, target);
      return queries && { source: name, how: 'read', queries };
    }
    case 'logs': {
      const queries = source.queries(known, target);
      return queries && { source: name, how: 'logs', queries };
    }
    case 'given':
      return undefined;
  }
}

/** A kind that the cluster does not know has no objects: nothing is missing. */
export function foundIn(
  name: SourceName,
  { objects, gaps, truncated }: Pick<Snapshot, 'objects' | 'gaps' | 'truncated'>,
): Found<unknown> {
  const source = sources[name];
  if (source.how !== 'read') return nothing;
  const open = gaps.filter(({ reason }: Gap) => reason !== 'not-installed');
  return { all: source.pick(objects), gaps: open, isCut: truncated.length > 0 };
}

export function foundInLogs(logs: readonly PodLog[]): Found<unknown> {
  const gaps = logs.flatMap((log): Open[] => {
    if (log.kind === 'log' || log.failure.reason === 'missing') return [];
    const { reason, message, permission } = log.failure;
    return [{ reason, message, ...(permission && { permission }) }];
  });
  return { all: logs.filter(({ kind }) => kind === 'log'), gaps, isCut: false };
}
