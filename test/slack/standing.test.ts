/** Many Jobs restate one message; it ends with what the store says last. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { EmulatedSlack } from '../../src/playground/slack/options.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import type { Report } from '../../src/report.ts';
import { renderRoot } from '../../src/slack/blocks.ts';
import { createClient } from '../../src/slack/client.ts';
import { post } from '../../src/slack/place.ts';
import { createStandings, type Standings } from '../../src/slack/standing.ts';
import { createEmbeddedStore } from '../../src/store/embedded.ts';
import { reportWith, slackJob } from './blocks.examples.ts';

const channel = 'C0INCIDEN';
let slack: EmulatedSlack;
let standings: Standings;
let client: ReturnType<typeof createClient>;
const store = createEmbeddedStore({});
beforeAll(async () => {
  slack = await startSlack();
  const log = createLog({ write: () => undefined });
  client = createClient({ ...slack, log }, { patience: 'none' });
  standings = createStandings(client, store);
});
afterAll(() => Promise.all([slack.close(), store.close()]));

const saying = (headline: string, more: Partial<Report> = {}): Report => ({
  ...reportWith([]),
  headline,
  ...more,
});
const request = (standing: string) => saying('who decides?', { isRequest: true, standing });
const says = (ts: string) => slack.thread(channel, ts)[0]?.text.split('\n')[0];

async function stand(standing: string): Promise<string> {
  const report = await standings.newest(request(standing));
  const ts = await post(client, { channel }, renderRoot(report, slackJob));
  await standings.stand(request(standing), { channel, ts }, slackJob);
  return ts;
}

test('what was decided never becomes a question again', async () => {
  const ts = await stand('a');
  await standings.restate({ standing: 'a', report: saying('1 of 2', { isRequest: true }) });
  expect(says(ts)).toBe('✅ 1 of 2');
  await standings.restate({ standing: 'a', report: saying('in effect') });
  await standings.restate({ standing: 'a', report: saying('1 of 2', { isRequest: true }) });
  expect(says(ts)).toBe('✅ in effect');
  await standings.restate({ standing: 'a', report: saying('undone') });
  expect(says(ts)).toBe('✅ undone');
});

test('a Job that comes again changes nothing of what was said since', async () => {
  const ts = await stand('b');
  await standings.restate({ standing: 'b', report: saying('in effect') });
  const calls = slack.calls.length;
  expect((await standings.newest(request('b'))).headline).toBe('in effect');
  await standings.stand(request('b'), { channel, ts }, slackJob);
  expect(says(ts)).toBe('✅ in effect');
  expect(slack.calls.slice(calls).map(({ method }) => method)).toEqual(['chat.update']);
});

test('what came further is not replaced by what had not, however late that is said', async () => {
  const ts = await stand('d');
  const restate = (stage: number, words: string) =>
    standings.restate({ standing: 'd', report: saying(words), stage });
  await restate(20, 'in effect');
  await restate(10, 'being carried out');
  expect(says(ts)).toBe('✅ in effect');
  await restate(30, 'undone');
  await restate(20, 'in effect');
  expect(says(ts)).toBe('✅ undone');
});

test('a message that was posted anew is the one that is restated', async () => {
  const [old, young] = [await stand('c'), await stand('c')];
  await standings.restate({ standing: 'c', report: saying('in effect') });
  expect([says(old), says(young)]).toEqual(['✅ who decides?', '✅ in effect']);
});

test('of many at once, and the poster among them, the last in the store is shown', async () => {
  let round = 0;
  const shape = fc.record({ before: fc.nat(3), during: fc.integer({ min: 1, max: 5 }) });
  await fc.assert(
    fc.asyncProperty(shape, async ({ before, during }) => {
      const standing = `many/${round++}`;
      const restate = (_: unknown, at: number) =>
        standings.restate({ standing, report: saying(`${at}`) });
      await Promise.all(Array.from({ length: before }, restate));
      const [ts] = await Promise.all([stand(standing), ...Array.from({ length: during }, restate)]);
      const last = await standings.newest(request(standing));
      expect(says(ts)).toBe(`✅ ${last.headline}`);
    }),
    { numRuns: 25 },
  );
});
