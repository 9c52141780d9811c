import type { PlanBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checklist, ChecklistItem } from '../../src/report.ts';
import { type Message, renderLive, renderThread } from '../../src/slack/blocks.ts';
import type { MessageBlock } from '../../src/slack/message.ts';
import { toPlain } from '../../src/slack/plain.ts';
import { proves } from '../properties.ts';
import { checklist, reportWith } from './blocks.examples.ts';
import { allWords, refusals } from './blocks.reading.ts';

const isPlan = (block: MessageBlock): block is PlanBlock => block.type === 'plan';
const plansIn = (messages: Message[]) => messages.flatMap(({ blocks }) => blocks.filter(isPlan));
const thread = (list: Checklist) => renderThread(reportWith([list]));
const listOf = (items: ChecklistItem[]): Checklist => ({ ...checklist, items });
const many = (count: number, item: Omit<ChecklistItem, 'id'>) =>
  listOf(Array.from({ length: count }, (_, at) => ({ id: `check-${at}.`, ...item })));

describe('a checklist in Slack', () => {
  it('is a plan with a task for each item, its evidence inside', () => {
    expect(allWords(thread(checklist))).toMatchInlineSnapshot(`
      "Checked, in the order of a packet
      [complete] service-exists: shop/api-service has 2 ports
      \`http\` 80 to 8080
      [error] pods-ready: 1 of 3 pods is ready
      \`api-7d9f-x2\`: readiness probe fails with HTTP 503
      \`api-7d9f-k8\`: the same
      [complete] ⚠️ no-restarts: api-7d9f-k8 restarted 3 times
      last: OOMKilled
      [complete] ❓ policies-admit: NetworkPolicies could not be read
      the Role \`portolan-reader\` is not installed
      [complete] ➖ dns-answers: no lookup without --live
      [pending] route-accepted"
    `);
    expect(thread(checklist).flatMap((message) => refusals(message))).toEqual([]);
  });

  it('holds evidence as rich text, where nothing is a mention', () => {
    const details = ['`a` <!channel>', 'b'];
    const [plan] = plansIn(thread(listOf([{ id: 'x', status: 'problem', text: 'y', details }])));
    expect(plan?.tasks?.[0]?.details).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'a', style: { code: true } },
            { type: 'text', text: ' <!channel>\nb' },
          ],
        },
      ],
    });
  });

  it('lets no title call anybody, however Slack reads titles', () => {
    const words = '<!channel> <@U0ADA0001> <#C1> a<b';
    const list = listOf([{ id: 'x', status: 'ok', text: words }]);
    expect(JSON.stringify(thread(list)[0]?.blocks)).not.toMatch(/<[!@#]/);
    expect(allWords(thread(list))).toContain('‹!channel> ‹@U0ADA0001> ‹#C1> a<b');
  });

  it('reads aloud as a line for each item', () => {
    expect(thread(checklist)[0]?.text).toMatchInlineSnapshot(`
      "Checked, in the order of a packet
      ✅ service-exists: shop/api-service has 2 ports
      🔴 pods-ready: 1 of 3 pods is ready
      ⚠️ no-restarts: api-7d9f-k8 restarted 3 times
      ❓ policies-admit: NetworkPolicies could not be read
      ➖ dns-answers: no lookup without --live
      ⏳ route-accepted"
    `);
  });

  it('unfolds in its plain form what needs somebody to look into it', () => {
    expect(allWords(thread(checklist).flatMap(toPlain))).toMatchInlineSnapshot(`
      "Checked, in the order of a packet
      ✅ service-exists: shop/api-service has 2 ports
      🔴 pods-ready: 1 of 3 pods is ready
       \`api-7d9f-x2\`: readiness probe fails with HTTP 503
       \`api-7d9f-k8\`: the same
      ⚠️ no-restarts: api-7d9f-k8 restarted 3 times
       last: OOMKilled
      ❓ policies-admit: NetworkPolicies could not be read
       the Role \`portolan-reader\` is not installed
      ➖ dns-answers: no lookup without --live
      ⏳ route-accepted"
    `);
  });

  it('keeps a long sentence whole below its shortened title', () => {
    const text = 'the selector matches no pod. '.repeat(12).trim();
    const list = listOf([{ id: 'selector-matches', status: 'ok', text }]);
    for (const messages of [thread(list), thread(list).flatMap(toPlain)])
      expect(allWords(messages)).toContain(text);
  });

  it('counts evidence that would be a log', () => {
    const details = Array.from({ length: 14 }, (_, at) => `line ${at}.`);
    const said = allWords(thread(listOf([{ id: 'x', status: 'problem', text: 'y', details }])));
    expect(said).toContain('line 9.\n… 4 more');
  });

  it('gives up the evidence of what is well before it is split', () => {
    const list = many(30, { status: 'ok', text: 'well', details: ['evidence '.repeat(40)] });
    const items = [...list.items, ...checklist.items];
    expect(plansIn(thread(listOf(items)))).toHaveLength(1);
    const said = allWords(thread(listOf(items)));
    expect(said).not.toContain('evidence');
    expect(said).toContain('HTTP 503');
  });

  it('is several plans when it is too long, and says which part each is', () => {
    const list = many(100, { status: 'problem', text: 'bad', details: ['evidence'] });
    const titles = plansIn(thread(list)).map(({ title }) => title);
    expect(titles[0]).toMatch(/^Checked, in the order of a packet: 1-\d+ of 100$/);
    expect(titles.at(-1)).toMatch(/-100 of 100$/);
  });

  it('without items says so', () => {
    expect(allWords(thread(listOf([])))).toContain('Checked, in the order of a packet none');
  });
});

describe('a checklist that fills in', () => {
  it('is one message, whatever else is known', () => {
    const message = renderLive(reportWith([{ kind: 'text', text: 'more' }, checklist]));
    expect(message?.blocks.map(({ type }) => type)).toEqual(['plan']);
    expect(renderLive(reportWith([{ kind: 'text', text: 'more' }]))).toBeUndefined();
  });

  it('is one message in the plain form too, of a very long one the first part', () => {
    const message = renderLive(
      reportWith([many(300, { status: 'problem', text: '`a` '.repeat(40), details: ['`a` b'] })]),
    );
    expect(message && toPlain(message)).toHaveLength(1);
  });
});

const bare = (text: string) => text.replace(/[\s`]/g, '');
const sized = fc.tuple(
  fc.integer({ min: 1, max: 200 }),
  fc.constantFrom('`name` of many words, ', '"', 'words. ', '節', '\u{1d4b3}'),
  fc.integer({ min: 1, max: 300 }),
);
proves(
  'shows every item and all of its sentence',
  30,
  fc.property(sized, ([count, filler, times]) => {
    const text = filler.repeat(times).slice(0, 300);
    const list = many(count, { status: 'ok', text, details: [filler] });
    for (const messages of [thread(list), thread(list).flatMap(toPlain)]) {
      const said = allWords(messages);
      expect(new Set(said.match(/check-\d+\./g) ?? []).size).toBe(count);
      expect(bare(said)).toContain(bare(text));
      expect(messages.flatMap((message) => refusals(message))).toEqual([]);
    }
  }),
);
