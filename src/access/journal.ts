/**
 * What the journal says of a change: one entry for each thing that happened to it. The key of an entry
 * follows from the change and from what happened, so that whoever writes the same again writes nothing.
 */
import * as z from 'zod';
import { type Change, type Outcome, Person } from './change.ts';

/** In the order in which they can happen; the number leads the key. */
const order = {
  requested: 10,
  approved: 20,
  /** The write is about to be sent: after a crash, this alone tells that it may have been. */
  writing: 30,
  written: 40,
  rejected: 50,
  cancelled: 51,
  expired: 52,
  voided: 53,
  refused: 54,
  failed: 55,
  unclear: 56,
  applied: 57,
  undone: 60,
} as const;
export type JournalEvent = keyof typeof order;
const events = Object.keys(order) as [JournalEvent, ...JournalEvent[]];

export const Weight = z.object({
  /** Of the side, such as `shop/api-canary`. */
  name: z.string(),
  before: z.number(),
  after: z.number(),
  isCanary: z.literal(true).optional(),
});
export type Weight = z.infer<typeof Weight>;

export const JournalEntry = z.object({
  version: z.literal(1),
  event: z.enum(events),
  /** When it happened; ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** Absent where nobody did it: time did, or the cluster. */
  who: Person.optional(),
  /** Id of the change. */
  change: z.string(),
  requestedAt: z.iso.datetime(),
  cluster: z.string(),
  object: z.string(),
  target: z.string(),
  /** Where in the object, in words. */
  rule: z.string(),
  weights: z.array(Weight),
  hash: z.string(),
  /** Where it was asked for. */
  channel: z.string(),
  reason: z.string().optional(),
  /** Id of the change that it takes back. */
  undoOf: z.string().optional(),
  words: z.string().optional(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** What the plan of a change says; it is not known here what a plan is. */
export type Planned = Pick<JournalEntry, 'rule' | 'weights'>;

export type Happening = Pick<JournalEntry, 'event' | 'at' | 'who' | 'words'>;

export function entryOf(change: Change, planned: Planned, happening: Happening): JournalEntry {
  const { id, requestedAt, cluster, object, target, hash, channel, reason, undoOf } = change;
  return {
    version: 1,
    ...happening,
    change: id,
    requestedAt,
    cluster,
    object,
    target,
    ...planned,
    hash,
    channel,
    ...(reason !== undefined && { reason }),
    ...(undoOf !== undefined && { undoOf }),
  };
}

const endings: Record<Outcome['kind'], JournalEvent> = {
  applied: 'applied',
  unclear: 'unclear',
  refused: 'refused',
  void: 'voided',
  failed: 'failed',
  rejected: 'rejected',
  cancelled: 'cancelled',
  expired: 'expired',
};

/**
 * All that a change itself tells of what happened to it. Whoever has changed it, or only come across
 * it, writes all of them: a Job that died after its step leaves nothing out for good.
 */
export function entriesOf(change: Change, planned: Planned): JournalEntry[] {
  const { requester, requestedAt, approvals, outcome } = change;
  const happenings: Happening[] = [
    { event: 'requested', at: requestedAt, who: requester },
    ...approvals.given.map(({ by, at }) => ({ event: 'approved' as const, at, who: by })),
  ];
  if (outcome) {
    const { kind, at, by } = outcome;
    happenings.push({ event: endings[kind], at, ...(by && { who: by }), words: wordsOf(outcome) });
  }
  return happenings.map((happening) => entryOf(change, planned, happening));
}

const inEffect = { yes: 'In effect', no: 'Not in effect', unknown: 'Written' };

function wordsOf({ words, settled }: Outcome): string {
  if (!settled) return words;
  return `${words} ${inEffect[settled.is]}: ${settled.why}.`.trim();
}

/** What all entries of a cluster and a day begin with; `day` is the request's. */
export const dayKey = (cluster: string, day: string) => `journal/${cluster}/${day}/`;

/**
 * `journal/<cluster>/<day>/<requestedAt>-<change>/<order>-<event>`, in UTC; of what several people can
 * do, each with their id.
 */
export function entryKey({ cluster, requestedAt, change, event, who }: JournalEntry): string {
  const people = event === 'approved' && who ? `-${who.user}` : '';
  const day = dayKey(cluster, requestedAt.slice(0, 10));
  return `${day}${requestedAt}-${change}/${order[event]}-${event}${people}`;
}
