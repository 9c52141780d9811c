import * as z from 'zod';
import type { Emulation } from '../emulation.ts';
import { inspected } from '../inspection.ts';
import type { Message } from '../slack.ts';
import { contentArguments, contentOf } from './content.ts';
import { joinedChannel, messageFor } from './find.ts';
import { isEmpty } from './metadata.ts';
import { defineMethod, flag, id, SlackError } from './method.ts';
import { messageToWire } from './wire.ts';

const scopes = ['chat:write'];

/** The root of the thread to answer in. A reply cannot be the root of another thread. */
export function rootFor(emulation: Emulation, channel: string, ts: string): Message {
  const root = emulation.workspace.find(channel, ts);
  if (!root || root.ephemeralFor) throw new SlackError('thread_not_found');
  if (root.threadTs) throw new SlackError('cannot_reply_to_message');
  return root;
}

/** Channels are also found by name here, and in no other method. */
function channelNamed(emulation: Emulation, idOrName: string): string {
  const name = idOrName.replace(/^#/, '');
  const found = [...emulation.workspace.channels.values()].find((one) => one.name === name);
  return found?.id ?? idOrName;
}

const postMessage = defineMethod({
  name: 'chat.postMessage',
  scopes,
  args: z.object({
    channel: id,
    ...contentArguments,
    thread_ts: z.string().optional(),
    reply_broadcast: flag,
  }),
  run(args, emulation) {
    const { workspace, faults } = emulation;
    const channel = joinedChannel(workspace, channelNamed(emulation, args.channel)).id;
    const content = contentOf(args, faults.refused);
    const root = args.thread_ts ? rootFor(emulation, channel, args.thread_ts) : undefined;
    const { botId } = workspace.bot;
    const draft = { channel, botId, ...content, ...(root && { threadTs: root.ts }) };
    const message = inspected(workspace.post(draft), emulation);
    return { channel, ts: message.ts, message: messageToWire(message, workspace) };
  },
});

const update = defineMethod({
  name: 'chat.update',
  scopes,
  args: z.object({ channel: id, ts: id, ...contentArguments, reply_broadcast: flag }),
  run(args, emulation) {
    const { workspace, faults } = emulation;
    const channel = joinedChannel(workspace, args.channel).id;
    const message = messageFor(workspace, channel, args.ts);
    if (message.botId !== workspace.bot.botId) throw new SlackError('cant_update_message');
    const content = contentOf(args, faults.refused);
    if (isEmpty(args.metadata)) delete message.metadata;
    replaceContent(message, content, emulation);
    const { ts, text } = message;
    return { channel, ts, text, message: messageToWire(message, workspace) };
  },
});

/** What is not sent again is gone: an update without blocks removes them. Only metadata stay. */
export function replaceContent(
  message: Message,
  content: ReturnType<typeof contentOf>,
  emulation: Emulation,
): void {
  delete message.blocks;
  delete message.attachments;
  emulation.workspace.change(message, { ...content, edited: true });
  inspected(message, emulation);
}

const remove = defineMethod({
  name: 'chat.delete',
  scopes,
  args: z.object({ channel: id, ts: id }),
  run({ channel, ts }, { workspace }) {
    const message = messageFor(workspace, joinedChannel(workspace, channel).id, ts);
    if (message.botId !== workspace.bot.botId) throw new SlackError('cant_delete_message');
    workspace.remove(message);
    return { channel, ts };
  },
});

/** What one person sees carries no metadata: no app could read them. */
const { metadata: _none, ...ephemeralArguments } = contentArguments;

const postEphemeral = defineMethod({
  name: 'chat.postEphemeral',
  scopes,
  args: z.object({
    channel: id,
    user: id,
    ...ephemeralArguments,
    thread_ts: z.string().optional(),
  }),
  run(args, emulation) {
    const { workspace, faults } = emulation;
    const channel = joinedChannel(workspace, args.channel);
    if (!channel.members.includes(args.user)) throw new SlackError('user_not_in_channel');
    const content = contentOf(args, faults.refused);
    const root = args.thread_ts ? rootFor(emulation, channel.id, args.thread_ts) : undefined;
    const draft = {
      channel: channel.id,
      botId: workspace.bot.botId,
      ephemeralFor: args.user,
      ...content,
      ...(root && { threadTs: root.ts }),
    };
    return { message_ts: inspected(workspace.post(draft), emulation).ts };
  },
});

export const chat = [postMessage, update, remove, postEphemeral];
