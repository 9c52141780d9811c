import { describe, expect, test } from 'vitest';
import type { Shares } from '../../src/report.ts';
import { renderThread } from '../../src/slack/blocks.ts';
import type { ChartBlock } from '../../src/slack/chart.ts';
import { toPlain } from '../../src/slack/plain.ts';
import { reportWith, split } from './blocks.examples.ts';
import { allWords, refusals } from './blocks.reading.ts';

const thread = (shares: Shares) => renderThread(reportWith([shares]));
const chartsIn = (shares: Shares): ChartBlock[] =>
  thread(shares).flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'data_visualization' ? [block] : [])),
  );
const named = (...labels: string[]): Shares => ({
  ...split,
  parts: labels.map((label) => ({ label, share: 1 / labels.length })),
});
const categories = (...labels: string[]) =>
  chartsIn(named(...labels))[0]?.chart.axis_config.categories;

describe('a split in Slack', () => {
  test('is said in bars of text, and drawn', () => {
    const [message] = thread(split);
    expect(message?.blocks.map(({ type }) => type)).toEqual([
      ...['rich_text', 'rich_text', 'data_visualization'],
    ]);
    expect(message?.text).toBe(
      [
        'Traffic of shop.example.com/api',
        'api-service',
        '  ███████████▒▒░░░  80 %  asked for 70 %',
        '    3 of 3 endpoints ready',
        'api-canary',
        '  ███▒▒░░░░░░░░░░░  20 %  asked for 30 %',
        '    1 of 1 endpoint ready',
      ].join('\n'),
    );
    expect(chartsIn(split)[0]).toEqual({
      type: 'data_visualization',
      title: 'Traffic of shop.example.com/api',
      chart: {
        type: 'bar',
        series: [
          {
            name: 'now',
            data: [
              { label: 'api-service', value: 80 },
              { label: 'api-canary', value: 20 },
            ],
          },
          {
            name: 'asked for',
            data: [
              { label: 'api-service', value: 70 },
              { label: 'api-canary', value: 30 },
            ],
          },
        ],
        axis_config: { categories: ['api-service', 'api-canary'], y_label: 'percent' },
      },
    });
  });

  test('keeps its words in a workspace that refuses charts', () => {
    const plain = thread(split).flatMap(toPlain);
    expect(plain.flatMap((one) => refusals(one, new Set(['data_visualization'])))).toEqual([]);
    expect(allWords(plain)).toContain('███▒▒░░░░░░░░░░░  20 %  asked for 30 %');
  });

  test('names in the chart the end of long names, where backends differ', () => {
    expect(
      categories('checkout-service-of-the-shop', 'checkout-service-of-the-shop-canary'),
    ).toEqual(['…service-of-the-shop', '…-of-the-shop-canary']);
  });

  test('numbers names that are the same at their end', () => {
    expect(categories('eu/checkout-service-stable', 'us/checkout-service-stable', 'a')).toEqual([
      '1 …ut-service-stable',
      '2 …ut-service-stable',
      '3 a',
    ]);
  });

  test('has no chart where there is nothing to compare, or too much', () => {
    expect(chartsIn(named('a'))).toEqual([]);
    expect(chartsIn(named(...Array.from({ length: 21 }, (_, at) => `part-${at}`)))).toEqual([]);
    expect(allWords(thread(named()))).toContain('none');
  });

  test('counts the parts a thread has no room for', () => {
    const many = named(...Array.from({ length: 103 }, (_, at) => `part-${at}`));
    expect(allWords(thread(many))).toContain('… 3 more parts: `portolan list --cluster prod-eu`');
  });
});
