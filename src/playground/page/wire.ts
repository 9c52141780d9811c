import type { KnownBlock } from '@slack/types';
import { z } from 'zod/mini';

/** Charts are a block of Slack's that @slack/types does not describe yet. */
export interface ChartBlock {
  type: 'data_visualization';
  block_id?: string;
  title?: string;
  chart: { type: string };
}

export type PageBlock = KnownBlock | ChartBlock;

/** The emulated Slack has validated every block before it kept it; here only the tag is looked at. */
const blockSchema = z.custom<PageBlock>(
  (value) => typeof value === 'object' && value !== null && 'type' in value,
);

export const messageSchema = z.object({
  ts: z.string(),
  channel: z.string(),
  user: z.optional(z.string()),
  botId: z.optional(z.string()),
  text: z._default(z.string(), ''),
  blocks: z.optional(z.array(blockSchema)),
  threadTs: z.optional(z.string()),
  edited: z.optional(z.boolean()),
  ephemeralFor: z.optional(z.string()),
  replyCount: z.optional(z.number()),
  deleted: z.optional(z.boolean()),
  /** For machines; `graph/graph.ts` knows one kind. */
  metadata: z.optional(z.unknown()),
  /** Emoji names without colons; who reacted is not kept. */
  reactions: z.optional(z.array(z.string())),
});
export type Message = z.infer<typeof messageSchema>;

const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  realName: z.string(),
  color: z.string(),
  teamId: z.string(),
});
export type User = z.infer<typeof userSchema>;

const channelSchema = z.object({
  id: z.string(),
  name: z.string(),
  topic: z.string(),
  isMember: z.boolean(),
  isExtShared: z.boolean(),
});
export type Channel = z.infer<typeof channelSchema>;

const botSchema = z.object({ userId: z.string(), botId: z.string(), name: z.string() });
const commandSchema = z.object({
  command: z.string(),
  usage: z._default(z.string(), ''),
  description: z._default(z.string(), ''),
});

export const workspaceSchema = z.object({
  team: z.object({ id: z.string(), name: z.string() }),
  bot: botSchema,
  users: z.array(userSchema),
  channels: z.array(channelSchema),
  commands: z.array(commandSchema),
});
export type Workspace = z.infer<typeof workspaceSchema>;

export const snapshotSchema = z.extend(workspaceSchema, { messages: z.array(messageSchema) });
export type Snapshot = z.infer<typeof snapshotSchema>;

const plainText = z.object({ text: z.string() });
export const viewSchema = z.object({
  id: z.string(),
  title: plainText,
  submit: z.nullish(plainText),
  close: z.nullish(plainText),
  blocks: z.array(blockSchema),
});
export type View = z.infer<typeof viewSchema>;

export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), message: messageSchema }),
  z.object({ type: z.literal('update'), message: messageSchema }),
  z.object({ type: z.literal('delete'), message: messageSchema }),
  /** `view: null` closes whatever modal that person has open. */
  z.object({ type: z.literal('view'), user: z.string(), view: z.nullable(viewSchema) }),
  z.object({ type: z.literal('notice'), text: z.string(), user: z.optional(z.string()) }),
]);
export type PageEvent = z.infer<typeof eventSchema>;

export const answerSchema = z.object({
  ok: z.boolean(),
  error: z.optional(z.string()),
  /** For a refused modal: the message under each input, by block_id. */
  errors: z.optional(z.record(z.string(), z.string())),
});
export type Answer = z.infer<typeof answerSchema>;
