import { initialState, reduce, type State } from '../../../src/playground/page/state.ts';
import type { Message, PageEvent, Snapshot } from '../../../src/playground/page/wire.ts';

export const snapshot: Snapshot = {
  team: { id: 'T1', name: 'Acme' },
  bot: { userId: 'UBOT', botId: 'B1', name: 'portolan' },
  users: [
    { id: 'U1', name: 'ada', realName: 'Ada', color: '#1264a3', teamId: 'T1' },
    { id: 'U2', name: 'grace', realName: 'Grace', color: '#007a5a', teamId: 'T1' },
    { id: 'U9', name: 'mallory', realName: 'Mallory', color: '#b3261e', teamId: 'T9' },
  ],
  channels: [
    { id: 'C0', name: 'random', topic: '', isMember: false, isExtShared: false },
    { id: 'C1', name: 'incidents', topic: '', isMember: true, isExtShared: false },
  ],
  commands: [],
  messages: [],
};

export function message(ts: number, more: Partial<Message> = {}): Message {
  return { ts: `1700000000.00000${ts}`, channel: 'C1', user: 'U2', text: `message ${ts}`, ...more };
}

export function opened(...messages: Message[]): State {
  return reduce(initialState, { type: 'snapshot', snapshot: { ...snapshot, messages } });
}

export function after(state: State, ...events: PageEvent[]): State {
  return events.reduce((now, event) => reduce(now, { type: 'event', event }), state);
}
