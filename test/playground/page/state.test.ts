import { expect, test } from 'vitest';
import { initialState, reduce } from '../../../src/playground/page/state.ts';
import { after, message, opened, snapshot } from './workspace.ts';

test('the page opens on the first channel the bot is in, as the first person', () => {
  expect(opened()).toMatchObject({ channel: 'C1', user: 'U1', link: 'live' });
});

test('the person chosen before a reload is still chosen, unless they are gone', () => {
  const open = (user: string) => reduce(initialState, { type: 'snapshot', snapshot, user });
  expect(open('U2').user).toBe('U2');
  expect(open('U7').user).toBe('U1');
});

test('a new snapshot after a broken stream keeps channel and person', () => {
  const moved = reduce(opened(), { type: 'channel', channel: 'C0' });
  const broken = reduce({ ...moved, user: 'U2' }, { type: 'broken' });
  expect(broken.link).toBe('broken');
  const mended = reduce(broken, { type: 'snapshot', snapshot, user: 'U1' });
  expect(mended).toMatchObject({ channel: 'C0', user: 'U2', link: 'live' });
});

test('messages are kept in the order of their time, whatever order they come in', () => {
  const state = after(
    opened(),
    { type: 'message', message: message(3) },
    { type: 'message', message: message(1) },
  );
  expect(state.messages.map(({ text }) => text)).toEqual(['message 1', 'message 3']);
});

test('an update replaces the message, and the same message told twice is there once', () => {
  const state = after(
    opened(message(1)),
    { type: 'message', message: message(1) },
    { type: 'update', message: message(1, { text: 'better', edited: true }) },
  );
  expect(state.messages).toEqual([message(1, { text: 'better', edited: true })]);
});

test('a deleted message is gone, but one with replies stays as a tombstone', () => {
  const root = message(1);
  const reply = message(2, { threadTs: root.ts });
  const bare = after(opened(root), { type: 'delete', message: root });
  expect(bare.messages).toEqual([]);
  const kept = after(opened(root, reply), { type: 'delete', message: root });
  expect(kept.messages).toEqual([{ ...root, deleted: true }, reply]);
});

test('only messages that this person can see elsewhere count as unread', () => {
  const elsewhere = { channel: 'C0' };
  const state = after(
    opened(),
    { type: 'message', message: message(1, elsewhere) },
    { type: 'message', message: message(2, { ...elsewhere, ephemeralFor: 'U2' }) },
    { type: 'message', message: message(3, { ...elsewhere, user: 'U1' }) },
    { type: 'message', message: message(4) },
  );
  expect(state.unread).toEqual({ C0: 1 });
  expect(reduce(state, { type: 'channel', channel: 'C0' }).unread).toEqual({ C0: 0 });
});

test('another channel closes the thread and the drawer', () => {
  const busy = { ...opened(message(1)), thread: message(1).ts, isDrawerOpen: true };
  const state = reduce(busy, { type: 'channel', channel: 'C0' });
  expect(state.thread).toBeUndefined();
  expect(state.isDrawerOpen).toBe(false);
});

test('everybody has their own modal, and null closes it', () => {
  const view = { id: 'V1', title: { text: 'Shift' }, blocks: [] };
  const state = after(opened(), { type: 'view', user: 'U2', view });
  expect(state.views).toEqual({ U2: view });
  expect(after(state, { type: 'view', user: 'U2', view: null }).views).toEqual({});
});

test('a notice for somebody else is not shown', () => {
  const state = after(
    opened(),
    { type: 'notice', text: 'for all' },
    { type: 'notice', text: 'for grace', user: 'U2' },
    { type: 'notice', text: 'for ada', user: 'U1' },
  );
  expect(state.notices.map(({ text }) => text)).toEqual(['for all', 'for ada']);
  expect(reduce(state, { type: 'notice-gone', id: 1 }).notices).toHaveLength(1);
});
