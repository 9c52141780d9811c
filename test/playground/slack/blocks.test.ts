import { expect, test } from 'vitest';
import { refusalOf } from '../../../src/playground/slack/blocks/message.ts';
import { blockKinds } from '../../../src/playground/slack/blocks/registry.ts';
import { problemsOf } from './problems.ts';
import * as sample from './samples.ts';

const { actions, button, chart, dataTable, mrkdwn, plain, section, table, times, x } = sample;

const context = (count: number) => ({ type: 'context', elements: times(count, mrkdwn('x')) });
const pie = (count: number, label = 'x') =>
  chart({ type: 'pie', segments: times(count, { label, value: 1 }) });
const plotted = (series: number, categories: number) => {
  const labels = [...Array(categories).keys()].map(String);
  const data = labels.map((label) => ({ label, value: -1 }));
  const named = [...Array(series).keys()].map((name) => ({ name: String(name), data }));
  return chart({ type: 'line', series: named, axis_config: { categories: labels } });
};
const options = (count: number) => times(count, { text: plain('x'), value: 'x' });
const select = (count: number) => actions({ type: 'static_select', options: options(count) });
const boxes = (count: number) => actions({ type: 'checkboxes', options: options(count) });
const radio = (count: number) => actions({ type: 'radio_buttons', options: options(count) });
const overflow = (count: number) => actions({ type: 'overflow', options: options(count) });

const chars = (most: number) => `must be less than ${most + 1} characters`;
const items = (most: number) => `no more than ${most} items allowed`;

test.each<[string, (size: number) => unknown, number, string]>([
  ['header text', (n) => ({ type: 'header', text: plain(x(n)) }), 150, chars(150)],
  ['section text', (n) => section(x(n)), 3000, chars(3000)],
  ['fields', (n) => ({ type: 'section', fields: times(n, plain('x')) }), 10, items(10)],
  ['field text', (n) => ({ type: 'section', fields: [plain(x(n))] }), 2000, chars(2000)],
  ['context elements', context, 10, items(10)],
  ['actions elements', (n) => actions(...times(n, button({}))), 25, items(25)],
  ['button text', (n) => actions(button({ text: plain(x(n)) })), 75, chars(75)],
  ['button value', (n) => actions(button({ value: x(n) })), 2000, chars(2000)],
  ['action_id', (n) => actions(button({ action_id: x(n) })), 255, chars(255)],
  ['block_id', (n) => ({ type: 'divider', block_id: x(n) }), 255, chars(255)],
  ['button url', (n) => actions(button({ url: `https://${x(n - 8)}` })), 3000, chars(3000)],
  ['select options', select, 100, items(100)],
  ['overflow options', overflow, 5, items(5)],
  ['checkboxes', boxes, 10, items(10)],
  ['radio buttons', radio, 10, items(10)],
  ['input label', (n) => sample.input({ label: plain(x(n)) }), 2000, chars(2000)],
  ['image alt_text', (n) => sample.image({ alt_text: x(n) }), 2000, chars(2000)],
  ['markdown', (n) => ({ type: 'markdown', text: x(n) }), 12_000, chars(12_000)],
  ['table rows', (n) => table(n, 1), 100, items(100)],
  ['table columns', (n) => table(1, n), 20, items(20)],
  ['table characters', (n) => table(1, 1, x(n)), 10_000, chars(10_000)],
  ['data table rows', dataTable, 201, items(201)],
  ['pie segments', (n) => pie(n), 12, items(12)],
  ['chart label', (n) => pie(1, x(n)), 20, chars(20)],
  ['chart series', (n) => plotted(n, 2), 12, items(12)],
  ['chart title', (n) => ({ ...pie(1), title: x(n) }), 50, chars(50)],
])('%s is limited', (_name, blockOf, most, problem) => {
  expect(problemsOf(blockOf(most))).toEqual([]);
  expect(problemsOf(blockOf(most + 1))).toContainEqual(expect.stringContaining(problem));
});

test.each(blockKinds.map((kind) => [kind.type, kind] as const))(
  'a usual %s is taken',
  (type, kind) => {
    const block = sample.usual[type];
    const [surface = 'message'] = kind.surfaces;
    expect(block).toMatchObject({ type });
    expect(refusalOf([block], { surface })).toBeUndefined();
  },
);

test('there is a sample of every block and a block for every sample', () => {
  expect(blockKinds.map(({ type }) => type).toSorted()).toEqual(
    Object.keys(sample.usual).toSorted(),
  );
});

test('a message holds fifty blocks and a modal a hundred', () => {
  const divider = { type: 'divider' };
  expect(problemsOf(...times(50, divider))).toEqual([]);
  expect(problemsOf(...times(51, divider))).toEqual(['/blocks no more than 50 items allowed']);
  expect(refusalOf(times(100, divider), { surface: 'modal' })).toBeUndefined();
  expect(refusalOf(times(101, divider), { surface: 'modal' })?.error).toBe('invalid_blocks');
});

test('names are given once: block_id in a message, action_id in a block, task_id in a plan', () => {
  const named = { type: 'divider', block_id: 'same' };
  expect(problemsOf(named, named)).toEqual(['/blocks block_id already exists: same']);
  const twin = button({ action_id: 'same' });
  expect(problemsOf(actions(twin, twin))).toEqual([
    '/blocks/0/elements action_id already exists: same',
  ]);
  expect(problemsOf(actions(twin), actions(twin))).toEqual([]);
  const { tasks } = sample.plan({});
  expect(problemsOf({ ...sample.plan({}), tasks: [...tasks, ...tasks] })).toEqual([
    '/blocks/0/tasks task_id must be unique within a plan',
  ]);
});

test('the markdown of a message is counted together', () => {
  const half = { type: 'markdown', text: x(6000) };
  expect(problemsOf(half, half)).toEqual([]);
  expect(problemsOf(half, half, { type: 'markdown', text: 'x' })).toHaveLength(1);
});

test('blocks of more than 13,000 serialised characters are msg_blocks_too_long', () => {
  const blocks = (last: number) => [...times(4, section(x(3000))), section(x(last))];
  const room = 13_000 - JSON.stringify(blocks(0)).length;
  expect(refusalOf(blocks(room), { surface: 'message' })).toBeUndefined();
  expect(refusalOf(blocks(room + 1), { surface: 'message' })).toEqual({
    error: 'msg_blocks_too_long',
    problems: [],
  });
});

test('a message holds one table', () => {
  expect(refusalOf([table(1, 1), table(1, 1)], { surface: 'message' })).toMatchObject({
    error: 'invalid_attachments',
    problems: [{ text: 'only_one_table_allowed' }],
  });
});
