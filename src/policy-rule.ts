/**
 * A rule of the policy: which people may do what where, within which limits and with whose approval.
 * What no rule gives, nobody may; reading is the exception, see `mayRead`.
 */
import * as z from 'zod';

// The message of every rule below completes "expected …, found …".
const userId = z.string().regex(/^[UW][A-Z0-9]+$/, 'a user id such as U0123ABCD');
const groupId = z.string().regex(/^S[A-Z0-9]+$/, 'a user group id such as S0123ABCD');
const channelId = z
  .string()
  .regex(/^(\*|[CDG][A-Z0-9]+)$/, "a channel id such as C0123ABCD, or '*'");

export const pattern = z
  .string()
  .regex(/^[a-z0-9.*-]+$/, "a name, in which '*' stands for any letters");
const patterns = z.array(pattern).min(1, "at least one name; ['*'] for all").optional();

const percent = z.number().refine((value) => value > 0 && value <= 100, {
  error: 'a number above 0, at most 100',
});
const whole = (most: number) =>
  z.number().refine((value) => Number.isInteger(value) && value >= 1 && value <= most, {
    error: `a whole number from 1 to ${most}`,
  });

const named = {
  users: z.array(userId).min(1, 'at least one user id').optional(),
  groups: z.array(groupId).min(1, 'at least one user group id').optional(),
};
const People = z.strictObject(named);
/** One of the users, or in one of the user groups. */
export type People = z.infer<typeof People>;

const Who = z.strictObject({
  ...named,
  /** The people count in these channels only; without people, everybody in them does. */
  channels: z.array(channelId).min(1, "at least one channel id; ['*'] for all").optional(),
});
export type Who = z.infer<typeof Who>;

const Where = z.strictObject({
  clusters: patterns,
  namespaces: patterns,
  /** Names of the objects that hold the weights. */
  routes: patterns,
});
export type Where = z.infer<typeof Where>;

/**
 * They bind whoever raises the canary's share; lowering it is the way back, and always within them. Where
 * nobody but the asker says which side is the canary, whichever side gains may be it.
 */
const Limits = z.strictObject({
  /** Percent of the traffic. */
  maximumWeight: percent.optional(),
  /** Percent points between the share before and after. */
  maximumStep: percent.optional(),
  /** What GitOps or Helm will revert may be changed nevertheless, with `--despite-gitops`. */
  despiteGitOps: z.boolean().default(false),
});

const ApprovalRule = z.strictObject({
  count: whole(5).default(1),
  /** Of those who may approve, only these count. */
  from: People.optional(),
  expiresAfterMinutes: whole(24 * 60).default(15),
  reasonRequired: z.boolean().default(false),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

const Right = z.enum(['read', 'canary', 'approve']);
export type Right = z.infer<typeof Right>;

export const PolicyRule = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'a name of lower-case letters, digits and -'),
  may: z.array(Right).min(1, 'at least one of read, canary and approve'),
  who: Who,
  /** Absent: everywhere. */
  where: Where.default({}),
  limits: Limits.default({ despiteGitOps: false }),
  approvals: ApprovalRule.default({ count: 1, expiresAfterMinutes: 15, reasonRequired: false }),
});
export type PolicyRule = z.infer<typeof PolicyRule>;

export const Policy = z.strictObject({
  /** Of several that allow a change, the first decides which approvals it needs. */
  rules: z.array(PolicyRule),
});
