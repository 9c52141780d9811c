/** Metadata of messages: accepted and refused as Slack documents it. */
import { describe, expect, test } from 'vitest';
import type { EmulatedSlack } from '../../../src/playground/slack/options.ts';
import { clientFor, failureOf, slackForTest } from './start.ts';

const call = (slack: EmulatedSlack, method: string, args: object) =>
  clientFor(slack).apiCall(method, { channel: 'C0INCIDEN', text: 'hello', ...args });
const metadata = { event_type: 'order_made', event_payload: { id: 'A1', rows: [{ n: 1 }] } };

describe('chat.postMessage', () => {
  test('keeps them, gives them back and tells the page', async () => {
    const slack = await slackForTest();
    expect(await call(slack, 'chat.postMessage', { metadata })).toMatchObject({
      message: { metadata },
    });
    const state = await fetch(new URL('/page/state', slack.url)).then((answer) => answer.json());
    expect(state).toMatchObject({ messages: [{ metadata }] });
  });

  test.each([
    ['no event_type', { event_payload: {} }, 'invalid_metadata_format'],
    ['an empty event_type', { ...metadata, event_type: '' }, 'invalid_metadata_format'],
    ['signs in event_type', { ...metadata, event_type: 'a b!' }, 'invalid_metadata_format'],
    ['no event_payload', { event_type: 'order_made' }, 'invalid_metadata_format'],
    ['a list as event_payload', { ...metadata, event_payload: [] }, 'invalid_metadata_format'],
    [
      'objects in objects',
      { ...metadata, event_payload: { a: { b: { c: 1 } } } },
      'invalid_metadata_format',
    ],
    ['too much', { ...metadata, event_payload: { a: 'x'.repeat(20_000) } }, 'metadata_too_large'],
  ])('refuses %s', async (_, refused, error) => {
    const slack = await slackForTest();
    const failure = await failureOf(call(slack, 'chat.postMessage', { metadata: refused }));
    expect(failure).toMatchObject({ error });
  });
});

test('an update keeps them, unless it says that there are none', async () => {
  const slack = await slackForTest();
  await call(slack, 'chat.postMessage', { metadata });
  const [{ ts = '' } = {}] = slack.messages('incidents');
  const kept = await call(slack, 'chat.update', { ts, text: 'again' });
  expect(kept).toMatchObject({ message: { metadata } });
  const emptied = await call(slack, 'chat.update', { ts, metadata: {} });
  expect(emptied).not.toHaveProperty('message.metadata');
});
