/** From the outcome of every question to one Snapshot. */
import type { Kind, ObjectOf } from '../objects/registry.ts';
import type { Gap, Snapshot, Whole } from '../snapshot.ts';
import { silence, type Unanswered } from './failures.ts';
import type { Place } from './place.ts';
import type { Question } from './question.ts';
import type { Found } from './reading.ts';

export type Outcome =
  | ({ question: Question } & Found)
  | { question: Question; unanswered: Unanswered };

const openOnes = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap((outcome) => ('unanswered' in outcome ? [outcome] : []));

/** @throws UserError if there were questions, and nobody answered any of them */
export function mustBeHeard(outcomes: readonly Outcome[], place: Place): void {
  const silent = openOnes(outcomes).filter(({ unanswered }) => unanswered.words.isSilence);
  const [first] = silent;
  if (first && silent.length === outcomes.length) throw silence(first.unanswered, place);
}

export function snapshotOf(outcomes: readonly Outcome[], takenAt: string): Snapshot {
  const found = outcomes.flatMap((outcome) => ('objects' in outcome ? [outcome] : []));
  return {
    takenAt,
    objects: merged(found.map(({ question, objects }) => [question.query.kind, objects])),
    gaps: openOnes(outcomes).map(gapOf),
    truncated: found.flatMap((one) => (one.isTruncated ? [one.question.query] : [])),
    ...kept(
      found.flatMap(({ question: { query }, whole }) => (whole ? [{ query, object: whole }] : [])),
    ),
  };
}

const kept = (wholes: readonly Whole[]) => (wholes.length > 0 ? { wholes } : {});

/** As if what each of them answers had been asked as one. */
export function joined(snapshots: readonly Snapshot[]): Snapshot {
  const found = snapshots.flatMap(({ objects }) => Object.entries(objects));
  return {
    takenAt: snapshots[0]?.takenAt ?? new Date().toISOString(),
    objects: merged(found as [Kind, ObjectOf<Kind>[]][]),
    gaps: snapshots.flatMap(({ gaps }) => gaps),
    truncated: snapshots.flatMap(({ truncated }) => truncated),
    ...kept(snapshots.flatMap(({ wholes = [] }) => wholes)),
  };
}

function gapOf({ question, unanswered }: { question: Question; unanswered: Unanswered }): Gap {
  const { reason, message, permission } = unanswered.words;
  return { query: question.query, reason, message, ...(permission ? { permission } : {}) };
}

/** Two questions may have found the same object. */
function merged(found: readonly (readonly [Kind, readonly ObjectOf<Kind>[]])[]) {
  const byKind = new Map<Kind, Map<string, ObjectOf<Kind>>>();
  for (const [kind, objects] of found) {
    const known = byKind.get(kind) ?? new Map<string, ObjectOf<Kind>>();
    byKind.set(kind, known);
    for (const object of objects) {
      const key = keyOf(object);
      if (!known.has(key)) known.set(key, object);
    }
  }
  const lists = [...byKind].map(([kind, objects]) => [kind, [...objects.values()]] as const);
  return Object.fromEntries(lists) as Snapshot['objects'];
}

function keyOf({ metadata: { uid, namespace, name } }: ObjectOf<Kind>): string {
  return uid || `${namespace}/${name}`;
}
