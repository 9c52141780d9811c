import fc from 'fast-check';
import { expect } from 'vitest';
import { proves } from '../properties.ts';
import { anyReport, everyMessage } from './blocks.arbitrary.ts';
import { slackJob } from './blocks.examples.ts';
import { renderPlain } from './blocks.plain.ts';
import { refusals } from './blocks.reading.ts';

proves(
  'posts nothing that Slack refuses, whatever a Report holds',
  40,
  fc.property(anyReport, (report) => {
    expect(everyMessage(report).flatMap((message) => refusals(message))).toEqual([]);
  }),
);

const newer = new Set(['table', 'rich_text', 'plan', 'task_card', 'data_visualization']);
proves(
  'uses no newer block in the plain form',
  40,
  fc.property(anyReport, (report) => {
    const { root, thread } = renderPlain(report, slackJob);
    expect([root, ...thread].flatMap((message) => refusals(message, newer))).toEqual([]);
  }),
);
