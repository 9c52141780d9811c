import { click } from './delivery/click.ts';
import type { Click } from './delivery/element.ts';
import type { Events } from './delivery/events.ts';
import { createChannel, inviteBot, runFunction, type Said, say } from './delivery/happenings.ts';
import { type Shortcut, shortcut } from './delivery/shortcut.ts';
import { type Slash, type SlashAnswer, slash } from './delivery/slash.ts';
import { closeView, submitView, type ViewAct, type ViewAnswer } from './delivery/view.ts';
import type { Emulation } from './emulation.ts';
import type { Channel, Delivery, Message } from './slack.ts';
import { findChannel, findPerson, findUsergroup } from './workspace.ts';

/** What people can do. Users and channels are given by id or by name. */
export interface Actions {
  slash(typed: Slash): Promise<SlashAnswer>;
  say(said: Said): Promise<Message>;
  click(made: Click): Promise<Delivery>;
  submitView(act: ViewAct): Promise<ViewAnswer>;
  closeView(act: ViewAct): Promise<Delivery | undefined>;
  shortcut(used: Shortcut): Promise<Delivery>;
  createChannel(made: {
    name: string;
    user: string;
    topic?: string;
    isPrivate?: boolean;
  }): Promise<Channel>;
  inviteBot(channel: string, user?: string): Promise<void>;
  removeBot(channel: string): void;
  /** Its members from now on, or that nobody is to use it any more. */
  setUsergroup(group: string, to: { users?: readonly string[]; isDisabled?: boolean }): void;
  runFunction(step: { callbackId: string; inputs: Record<string, unknown> }): Promise<string>;
}

export function createActions(emulation: Emulation, events: Events): Actions {
  const { workspace } = emulation;
  const anybody = [...workspace.people.keys()][0] ?? '';
  return {
    slash: (typed) => slash(emulation, typed),
    say: (said) => say(emulation, events, said),
    click: (made) => click(emulation, made),
    submitView: (act) => submitView(emulation, act),
    closeView: (act) => closeView(emulation, act),
    shortcut: async (used) => shortcut(emulation, used),
    createChannel: (made) => createChannel(emulation, events, made),
    inviteBot: (channel, user = anybody) => inviteBot(emulation, events, { channel, user }),
    removeBot(channel) {
      findChannel(workspace, channel).isMember = false;
    },
    setUsergroup(group, { users, isDisabled }) {
      const found = findUsergroup(workspace, group);
      if (users) found.users = users.map((user) => findPerson(workspace, user).id);
      if (isDisabled !== undefined) found.isDisabled = isDisabled;
    },
    runFunction: (step) => runFunction(emulation, events, step),
  };
}
