import type { Message, PageEvent, Snapshot, View, Workspace } from './wire.ts';

export interface Notice {
  id: number;
  text: string;
}

export interface State {
  workspace?: Workspace;
  /** In the order of `ts`; ephemeral ones of everybody included, see `select.ts`. */
  messages: Message[];
  user: string;
  channel: string;
  /** `ts` of the root whose thread is open. */
  thread?: string;
  /** Messages that came while another channel was on screen, by channel id. */
  unread: Record<string, number>;
  link: 'connecting' | 'live' | 'broken';
  /** The open modal of each person: switching to somebody else must not lose it. */
  views: Record<string, View>;
  notices: Notice[];
  isDrawerOpen: boolean;
}

export type Action =
  | { type: 'snapshot'; snapshot: Snapshot; user?: string }
  | { type: 'event'; event: PageEvent }
  | { type: 'broken' }
  | { type: 'user'; user: string }
  | { type: 'channel'; channel: string }
  | { type: 'thread'; ts?: string }
  | { type: 'notice'; text: string }
  | { type: 'notice-gone'; id: number }
  | { type: 'view-closed'; user: string }
  | { type: 'drawer'; isOpen: boolean };

export const initialState: State = {
  messages: [],
  user: '',
  channel: '',
  unread: {},
  link: 'connecting',
  views: {},
  notices: [],
  isDrawerOpen: false,
};

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'snapshot':
      return withSnapshot(state, action.snapshot, action.user);
    case 'event':
      return withEvent(state, action.event);
    case 'broken':
      return { ...state, link: 'broken' };
    case 'user':
      return { ...state, user: action.user };
    case 'channel':
      return withoutThread({
        ...state,
        channel: action.channel,
        unread: { ...state.unread, [action.channel]: 0 },
        isDrawerOpen: false,
      });
    case 'thread':
      return action.ts ? { ...state, thread: action.ts } : withoutThread(state);
    case 'notice':
      return withNotice(state, action.text);
    case 'notice-gone':
      return { ...state, notices: state.notices.filter(({ id }) => id !== action.id) };
    case 'view-closed':
      return withView(state, action.user, null);
    case 'drawer':
      return { ...state, isDrawerOpen: action.isOpen };
  }
}

function withSnapshot(state: State, snapshot: Snapshot, preferred = ''): State {
  const { messages, ...workspace } = snapshot;
  const hasUser = (id: string) => workspace.users.some((user) => user.id === id);
  const hasChannel = workspace.channels.some(({ id }) => id === state.channel);
  const user = [state.user, preferred].find(hasUser) ?? workspace.users[0]?.id ?? '';
  const home = workspace.channels.find(({ isMember }) => isMember) ?? workspace.channels[0];
  return {
    ...state,
    workspace,
    user,
    link: 'live',
    channel: hasChannel ? state.channel : (home?.id ?? ''),
    messages: messages.filter(({ deleted }) => !deleted).sort(byTime),
  };
}

function withEvent(state: State, event: PageEvent): State {
  switch (event.type) {
    case 'message':
      return withUnread(withMessage(state, event.message), event.message);
    case 'update':
      return withMessage(state, event.message);
    case 'delete':
      return withoutMessage(state, event.message);
    case 'view':
      return withView(state, event.user, event.view);
    case 'notice':
      return event.user && event.user !== state.user ? state : withNotice(state, event.text);
  }
}

function withMessage(state: State, message: Message): State {
  if (message.deleted) return withoutMessage(state, message);
  const others = state.messages.filter((other) => !isSame(other, message));
  return { ...state, messages: [...others, message].sort(byTime) };
}

/** A root with replies stays as a tombstone, so that its thread can still be reached. */
function withoutMessage(state: State, gone: Message): State {
  const isReplied = state.messages.some(
    ({ channel, threadTs, ts }) =>
      channel === gone.channel && threadTs === gone.ts && ts !== gone.ts,
  );
  if (!isReplied) {
    return { ...state, messages: state.messages.filter((other) => !isSame(other, gone)) };
  }
  const bury = (other: Message) => (isSame(other, gone) ? { ...other, deleted: true } : other);
  return { ...state, messages: state.messages.map(bury) };
}

function withUnread(state: State, message: Message): State {
  const { channel, ephemeralFor } = message;
  const isForOthers = ephemeralFor !== undefined && ephemeralFor !== state.user;
  if (channel === state.channel || isForOthers || message.user === state.user) return state;
  return { ...state, unread: { ...state.unread, [channel]: (state.unread[channel] ?? 0) + 1 } };
}

function withView(state: State, user: string, view: View | null): State {
  const { [user]: _closed, ...views } = state.views;
  return { ...state, views: view ? { ...views, [user]: view } : views };
}

function withNotice(state: State, text: string): State {
  const id = (state.notices.at(-1)?.id ?? 0) + 1;
  return { ...state, notices: [...state.notices, { id, text }] };
}

function withoutThread({ thread: _closed, ...state }: State): State {
  return state;
}

function isSame(left: Message, right: Message): boolean {
  return left.ts === right.ts && left.channel === right.channel;
}

function byTime(left: Message, right: Message): number {
  return left.ts < right.ts ? -1 : Number(left.ts > right.ts);
}
