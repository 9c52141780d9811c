import { randomBytes } from 'node:crypto';
import { messageToWire } from '../api/wire.ts';
import type { Emulation } from '../emulation.ts';
import { tell } from '../responses.ts';
import type { Channel, Message } from '../slack.ts';
import { findChannel, findPerson } from '../workspace.ts';
import type { Events } from './events.ts';
import { personIn } from './person.ts';

export interface Said {
  user: string;
  channel: string;
  /** As Slack keeps it: escaped, mentions as `<@U...>`. `@` and the bot's name works too. */
  text: string;
  threadTs?: string;
}

/** Somebody writes a message. Resolves when the app has had its first chance to answer. */
export async function say(emulation: Emulation, events: Events, said: Said): Promise<Message> {
  const { workspace } = emulation;
  const { person, channel } = personIn(workspace, said);
  const text = mentioning(said.text, workspace.bot);
  const draft = { channel: channel.id, user: person.id, text };
  if (said.threadTs && !workspace.find(channel.id, said.threadTs)) {
    throw new Error(`There is no thread ${said.threadTs} in #${channel.name}.`);
  }
  const message = workspace.post({ ...draft, ...(said.threadTs && { threadTs: said.threadTs }) });
  const isMention = text.includes(`<@${workspace.bot.userId}>`);
  if (!channel.isMember) {
    if (isMention) tell(emulation, draft, `<@${workspace.bot.userId}> is not in this channel.`);
    return message;
  }
  const event = { ...messageToWire(message, workspace), channel: channel.id, event_ts: message.ts };
  const kinds = [
    events.send(emulation, channel.isPrivate ? 'message.groups' : 'message.channels', {
      ...event,
      type: 'message',
      channel_type: channel.isPrivate ? 'group' : 'channel',
    }),
    isMention && events.send(emulation, 'app_mention', { ...event, type: 'app_mention' }),
  ];
  await Promise.all(kinds);
  return message;
}

function mentioning(text: string, bot: { name: string; userId: string }): string {
  return text.replace(/(^|\s)@([\w-]+)/g, (typed, before, name) =>
    name.toLowerCase() === bot.name ? `${before}<@${bot.userId}>` : typed,
  );
}

/** The bot is not in a new channel: it must join, or be invited. */
export async function createChannel(
  emulation: Emulation,
  events: Events,
  made: { name: string; user: string; topic?: string; isPrivate?: boolean },
): Promise<Channel> {
  const { workspace } = emulation;
  const creator = findPerson(workspace, made.user).id;
  const team = [...workspace.people.values()].filter((one) => one.teamId === workspace.team.id);
  const channel: Channel = {
    id: `C0${randomBytes(4).toString('hex').toUpperCase()}`,
    name: made.name,
    topic: made.topic ?? '',
    isMember: false,
    isExtShared: false,
    isPrivate: made.isPrivate ?? false,
    isArchived: false,
    members: team.map(({ id }) => id),
  };
  workspace.channels.set(channel.id, channel);
  const created = Math.floor(workspace.now() / 1000);
  const about = { id: channel.id, name: channel.name, created, creator };
  if (!channel.isPrivate) {
    await events.send(emulation, 'channel_created', { type: 'channel_created', channel: about });
  }
  return channel;
}

export async function inviteBot(
  emulation: Emulation,
  events: Events,
  { channel: name, user }: { channel: string; user: string },
): Promise<void> {
  const { workspace, changes } = emulation;
  const channel = findChannel(workspace, name);
  channel.isMember = true;
  changes.touch();
  await events.send(emulation, 'member_joined_channel', {
    type: 'member_joined_channel',
    user: workspace.bot.userId,
    channel: channel.id,
    channel_type: channel.isPrivate ? 'G' : 'C',
    team: workspace.team.id,
    inviter: findPerson(workspace, user).id,
    event_ts: String(workspace.now() / 1000),
  });
}

/** A workflow reaches the app's custom step. Returns the id its completion will carry. */
export async function runFunction(
  emulation: Emulation,
  events: Events,
  step: { callbackId: string; inputs: Record<string, unknown> },
): Promise<string> {
  const id = `Fx${randomBytes(5).toString('hex').toUpperCase()}`;
  emulation.functionResults.set(id, {});
  await events.send(emulation, 'function_executed', {
    type: 'function_executed',
    function: { id: 'Fn0000001', callback_id: step.callbackId, type: 'app' },
    inputs: step.inputs,
    function_execution_id: id,
    workflow_execution_id: `Wx${randomBytes(5).toString('hex').toUpperCase()}`,
    event_ts: String(emulation.workspace.now() / 1000),
    bot_access_token: emulation.botToken,
  });
  return id;
}
