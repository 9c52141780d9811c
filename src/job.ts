/**
 * A Job: what is asked, by whom, and where to answer. Slash commands, mentions, buttons and the
 * terminal all end as one; it is plain JSON because it travels through a queue.
 */
import * as z from 'zod';

const SlackAsker = z.strictObject({
  kind: z.literal('slack'),
  /** The team of the person, from the signed payload; not the app's workspace. */
  team: z.string().min(1),
  user: z.string().min(1),
});
const TerminalAsker = z.strictObject({ kind: z.literal('terminal'), user: z.string() });

const SlackReply = z.strictObject({
  kind: z.literal('slack'),
  channel: z.string().min(1),
  /** Answer in this thread instead of starting one. */
  thread: z.string().optional(),
  /** Only the asker sees the answer. */
  private: z.boolean().default(false),
  /** The way to answer where the bot is not a member: 5 uses within 30 minutes. Never logged. */
  responseUrl: z.url().optional(),
});
const TerminalReply = z.strictObject({ kind: z.literal('terminal') });

export const Job = z.strictObject({
  version: z.literal(1),
  /** Slack's own id of the request: the same request delivered twice has the same one. */
  id: z.string().min(1).max(300),
  command: z.string().min(1).max(40),
  /** The command's own arguments; the command's schema has the last word. */
  args: z.record(z.string(), z.unknown()),
  /** What `--cluster` and `-n` said; absent where the channel or the configuration decides. */
  scope: z.strictObject({ cluster: z.string().optional(), namespace: z.string().optional() }),
  /** The question as it was typed, for the answer's first line. */
  text: z.string().max(500),
  asker: z.discriminatedUnion('kind', [SlackAsker, TerminalAsker]),
  reply: z.discriminatedUnion('kind', [SlackReply, TerminalReply]),
  /** ISO 8601, UTC. */
  askedAt: z.iso.datetime(),
});
export type Job = z.infer<typeof Job>;
export type SlackAsker = z.infer<typeof SlackAsker>;
export type SlackReply = z.infer<typeof SlackReply>;
