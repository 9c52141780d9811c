import type { Changes } from './changes.ts';
import type { Bot, Channel, Message, Person, Team, Usergroup, View } from './slack.ts';

/** Everything the emulated Slack remembers. Only the functions here change messages. */
export interface Workspace {
  team: Team;
  bot: Bot;
  people: Map<string, Person>;
  channels: Map<string, Channel>;
  usergroups: Usergroup[];
  views: Map<string, View>;
  messages: Message[];
  now: () => number;
  post(draft: Omit<Message, 'ts'>): Message;
  change(message: Message, next: Partial<Message>): void;
  remove(message: Message): void;
  find(channel: string, ts: string): Message | undefined;
  thread(channel: string, ts: string): Message[];
}

export type WorkspaceParts = Pick<Workspace, 'team' | 'bot' | 'usergroups' | 'now'> & {
  people: Person[];
  channels: Channel[];
};

export function createWorkspace(parts: WorkspaceParts, changes: Changes): Workspace {
  const messages: Message[] = [];
  const nextTs = createTimestamps(parts.now);
  const isShown = (message: Message) => !message.deleted;
  const workspace: Workspace = {
    ...parts,
    people: new Map(parts.people.map((person) => [person.id, { ...person }])),
    channels: new Map(parts.channels.map((channel) => [channel.id, structuredClone(channel)])),
    usergroups: structuredClone(parts.usergroups),
    views: new Map(),
    messages,
    post(draft) {
      const message = { ...draft, ts: nextTs() };
      messages.push(message);
      changes.publish({ type: 'message', message });
      countReplies(message);
      return message;
    },
    change(message, next) {
      Object.assign(message, next);
      changes.publish({ type: 'update', message });
    },
    remove(message) {
      message.deleted = true;
      changes.publish({ type: 'delete', message });
      countReplies(message);
    },
    find: (channel, ts) =>
      messages.find((one) => one.channel === channel && one.ts === ts && isShown(one)),
    thread: (channel, ts) =>
      messages.filter(
        (one) => one.channel === channel && (one.ts === ts || one.threadTs === ts) && isShown(one),
      ),
  };
  /** Replies only one person sees are not counted, or the others would look for them. */
  function countReplies(reply: Message): void {
    const root = reply.threadTs && workspace.find(reply.channel, reply.threadTs);
    if (!root || reply.ephemeralFor) return;
    const replies = workspace.thread(root.channel, root.ts).filter((one) => !one.ephemeralFor);
    workspace.change(root, { replyCount: replies.length - 1 });
  }
  return workspace;
}

/** Two messages never share a `ts`, however fast they come and even when the clock stands still. */
function createTimestamps(now: () => number): () => string {
  let last = 0;
  return () => {
    last = Math.max(Math.floor(now() * 1000), last + 1);
    const seconds = Math.floor(last / 1_000_000);
    return `${seconds}.${String(last % 1_000_000).padStart(6, '0')}`;
  };
}

export function findPerson(workspace: Workspace, idOrName: string): Person {
  const person = [...workspace.people.values()].find(
    ({ id, name }) => id === idOrName || name === idOrName.replace(/^@/, ''),
  );
  if (!person) throw new Error(`There is no person "${idOrName}" in the emulated Slack.`);
  return person;
}

export function findUsergroup(workspace: Workspace, idOrHandle: string): Usergroup {
  const group = workspace.usergroups.find(
    ({ id, handle }) => id === idOrHandle || handle === idOrHandle.replace(/^@/, ''),
  );
  if (!group) throw new Error(`There is no user group "${idOrHandle}" in the emulated Slack.`);
  return group;
}

export function findChannel(workspace: Workspace, idOrName: string): Channel {
  const channel = [...workspace.channels.values()].find(
    ({ id, name }) => id === idOrName || name === idOrName.replace(/^#/, ''),
  );
  if (!channel) throw new Error(`There is no channel "${idOrName}" in the emulated Slack.`);
  return channel;
}
