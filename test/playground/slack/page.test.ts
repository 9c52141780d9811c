import { expect, onTestFinished, test } from 'vitest';
import { eventSchema, snapshotSchema } from '../../../src/playground/page/wire.ts';
import type { EmulatedSlack, SlackOptions } from '../../../src/playground/slack/options.ts';
import { clientFor, slackForTest } from './start.ts';

const channel = 'C0INCIDEN';
const ada = 'U0ADA0001';

async function post(slack: EmulatedSlack, path: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json', origin: slack.url };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  return (await fetch(slack.url + path, request)).json();
}

/** Follows the event stream and gathers what it says, read as the page reads it. */
async function follow(slack: EmulatedSlack, lastEventId?: string) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const headers: Record<string, string> = lastEventId ? { 'last-event-id': lastEventId } : {};
  const { body } = await fetch(`${slack.url}/page/events`, { headers, signal: stop.signal });
  const seen: unknown[] = [];
  void gather(body, seen).catch(() => undefined);
  return seen;
}

async function gather(body: ReadableStream<Uint8Array> | null, seen: unknown[]): Promise<void> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    const lines = events.flatMap((event) => /^data: (.*)$/m.exec(event)?.[1] ?? []);
    seen.push(...lines.map((data) => eventSchema.parse(JSON.parse(data))));
  }
}

const answering = (status: number, body = ''): SlackOptions => ({
  appUrl: async () => ({ status, body }),
});

test('the state is what the page expects', async () => {
  const slack = await slackForTest();
  await clientFor(slack).chat.postMessage({ channel, text: 'hello' });
  const state = snapshotSchema.parse(await (await fetch(`${slack.url}/page/state`)).json());
  expect(state.team).toEqual({ id: slack.teamId, name: 'Acme' });
  expect(state.users.map(({ name }) => name)).toEqual(['ada', 'grace', 'linus', 'mallory']);
  expect(state.channels).toMatchObject([
    { name: 'incidents', isMember: true, isExtShared: false },
    { name: 'shop-canary', isMember: true },
    { name: 'random', isMember: false },
    { name: 'partners', isExtShared: true },
  ]);
  expect(state.messages).toMatchObject([{ text: 'hello', botId: slack.botId, channel }]);
});

test('messages, updates and deletions are streamed', async () => {
  const slack = await slackForTest();
  const seen = await follow(slack);
  const client = clientFor(slack);
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'one' });
  await client.chat.postMessage({ channel, text: 'reply', thread_ts: ts });
  await client.chat.update({ channel, ts, text: 'two' });
  await client.chat.delete({ channel, ts });
  await slack.waitFor(() => seen.length === 5);
  expect(seen).toMatchObject([
    { type: 'message', message: { ts, text: 'one' } },
    { type: 'message', message: { threadTs: ts, text: 'reply' } },
    { type: 'update', message: { ts, replyCount: 1 } },
    { type: 'update', message: { ts, text: 'two', edited: true } },
    { type: 'delete', message: { ts, deleted: true } },
  ]);
});

test('a page that was away catches up from its last event', async () => {
  const slack = await slackForTest();
  const client = clientFor(slack);
  for (const text of ['one', 'two', 'three']) await client.chat.postMessage({ channel, text });
  const seen = await follow(slack, '1');
  await slack.waitFor(() => seen.length === 2);
  expect(seen).toMatchObject([{ message: { text: 'two' } }, { message: { text: 'three' } }]);
});

test('what is typed is a command, a message or a mention', async () => {
  const slack = await slackForTest(answering(200, 'on it'));
  const send = (text: string, more = {}) =>
    post(slack, '/page/send', { user: ada, channel, text, ...more });
  expect(await send('/svc check shop')).toEqual({ ok: true });
  expect(new URLSearchParams(slack.deliveries[0]?.body).get('text')).toBe('check shop');
  expect(slack.ephemerals('ada').at(-1)?.text).toBe('on it');

  expect(await send('/foo')).toEqual({ ok: true });
  expect(slack.ephemerals('ada').at(-1)?.text).toContain('/foo is not a valid command');

  expect(await send('good morning')).toEqual({ ok: true });
  const threadTs = slack.messages(channel)[0]?.ts;
  expect(await send('@Portolan help', { threadTs })).toEqual({ ok: true });
  expect(JSON.parse(slack.deliveries[1]?.body ?? '')).toMatchObject({
    event: { type: 'app_mention', text: `<@${slack.botUserId}> help`, thread_ts: threadTs },
  });
  expect(await send('/svc help', { threadTs })).toEqual({
    ok: false,
    error: '/svc is not supported in threads. Sorry!',
  });
  expect(await send('hi', { user: 'U0MALLORY' })).toMatchObject({ ok: false });
});

test('a click that the app does not take is answered and noticed', async () => {
  const slack = await slackForTest(answering(500));
  const seen = await follow(slack);
  const text = { type: 'plain_text', text: 'Go' };
  const element = { type: 'button', text, action_id: 'go' };
  const blocks = [{ type: 'actions', block_id: 'b', elements: [element] }];
  const { ts } = await clientFor(slack).chat.postMessage({ channel, text: 'x', blocks });
  const click = { user: ada, channel, ts, actionId: 'go', blockId: 'b' };
  expect(await post(slack, '/page/click', click)).toEqual({ ok: false, error: 'dispatch_failed' });
  await slack.waitFor(() => seen.length === 2);
  expect(seen[1]).toMatchObject({ type: 'notice', user: ada });
  expect(await post(slack, '/page/click', { ...click, actionId: 'no' })).toMatchObject({
    ok: false,
  });
});

test('a modal is shown, corrected, submitted and closed on the page', async () => {
  const answer = { response_action: 'errors', errors: { one: 'No.' } };
  const answers = ['', JSON.stringify(answer), ''];
  const slack = await slackForTest({
    appUrl: async () => ({ status: 200, body: answers.shift() ?? '' }),
  });
  const seen = await follow(slack);
  await slack.slash({ user: 'ada', channel, text: 'x' });
  const trigger_id = new URLSearchParams(slack.deliveries[0]?.body).get('trigger_id') ?? '';
  const title = { type: 'plain_text' as const, text: 'Canary' };
  const { view } = await clientFor(slack).views.open({
    trigger_id,
    view: { type: 'modal', title, blocks: [{ type: 'divider' }] },
  });
  const act = { user: ada, viewId: view?.id, values: {} };
  expect(await post(slack, '/page/view/submit', act)).toMatchObject({
    ok: false,
    errors: { one: 'No.' },
  });
  expect(await post(slack, '/page/view/submit', act)).toEqual({ ok: true });
  expect(await post(slack, '/page/view/close', act)).toMatchObject({ ok: false });
  await slack.waitFor(() => seen.length === 2);
  expect(seen).toMatchObject([
    { type: 'view', user: ada, view: { id: view?.id, title: { text: 'Canary' } } },
    { type: 'view', user: ada, view: null },
  ]);
});

test('hints come from the one who started the server', async () => {
  const slack = await slackForTest({ hints: async (text) => [`${text} shop`] });
  const answer = await fetch(`${slack.url}/page/hints?text=${encodeURIComponent('/svc trace')}`);
  expect(await answer.json()).toEqual({ hints: ['/svc trace shop'] });
});

test('files of the page are served by the hook', async () => {
  const slack = await slackForTest({
    page: (request, response) => {
      if (request.url !== '/') return false;
      response.end('the page');
      return true;
    },
  });
  expect(await (await fetch(slack.url)).text()).toBe('the page');
  expect((await fetch(`${slack.url}/other.js`)).status).toBe(404);
});
