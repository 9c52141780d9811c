/** A change that somebody asks for, as it is stored: from the request to its one outcome. */
import * as z from 'zod';

/** ISO 8601, UTC. */
const moment = z.iso.datetime();

/** From a signed payload of Slack. */
export const Person = z.object({ team: z.string().min(1), user: z.string().min(1) });
export type Person = z.infer<typeof Person>;

/**
 * applied: written, `settled` tells whether it is in effect · unclear: it may or may not have been
 * written · refused: the rules or the cluster said no · void: what was approved is not what there is any
 * more · failed: it was not written, for another reason.
 */
const executed = ['applied', 'unclear', 'refused', 'void', 'failed'] as const;
const decided = ['rejected', 'cancelled', 'expired'] as const;

const Outcome = z.object({
  kind: z.enum([...executed, ...decided]),
  at: moment,
  by: Person.optional(),
  /** Sentences for people; of a rejection the reason that was given, as it was typed. */
  words: z.string(),
  /** The router's own word, where it was written. */
  settled: z.object({ is: z.enum(['yes', 'no', 'unknown']), why: z.string() }).optional(),
});
export type Outcome = z.infer<typeof Outcome>;
/** One that only whoever carries the change out can know. */
export type Executed = Outcome & { kind: (typeof executed)[number] };

export const ChangeRecord = z.object({
  version: z.literal(1),
  /** `ch-` and eight letters or digits. */
  id: z.string(),
  cluster: z.string(),
  /** The rest of its slot's key, such as `ingresses/shop/shop-api-canary`. */
  object: z.string(),
  /** For people, such as `shop/shop-api-canary`. */
  target: z.string(),
  requester: Person,
  /** Where it was asked for. */
  channel: z.string(),
  reason: z.string().optional(),
  requestedAt: moment,
  /** From then on it cannot be approved. */
  expiresAt: moment,
  approvals: z.object({
    /** How many people; 0 for an undo that needs nobody's. */
    needed: z.int().min(0),
    given: z.array(
      z.object({
        by: Person,
        at: moment,
        /** Where it was approved; absent: where it was asked for. */
        channel: z.string().optional(),
      }),
    ),
    /** What the rules said when it was asked for; they know what it means. */
    terms: z.unknown(),
  }),
  /** What would be written; whoever plans knows what it means. */
  plan: z.unknown(),
  /** Of the plan, which every approval names. */
  hash: z.string(),
  /** Id of the change that it takes back. */
  undoOf: z.string().optional(),
  state: z.enum(['waiting', 'approved', 'ended']),
  /** Id of the Job that carries it out, since it was approved. */
  executor: z.string().optional(),
  begunAt: moment.optional(),
  /** Present once it has ended. */
  outcome: Outcome.optional(),
  /** By whom, and when, once another change has taken it back. */
  undone: z.object({ by: Person, at: moment }).optional(),
});

export interface Change<P = unknown> extends z.infer<typeof ChangeRecord> {
  plan: P;
}
