import { expect, test } from 'vitest';
import { parseView } from '../../../src/playground/slack/blocks/view.ts';
import { input, plain, times, x } from './samples.ts';

const modal = { type: 'modal', title: plain('Canary'), blocks: [{ type: 'divider' }] };

test.each<[string, (size: number) => object, number]>([
  ['title', (n) => ({ title: plain(x(n)) }), 24],
  ['submit', (n) => ({ submit: plain(x(n)) }), 24],
  ['close', (n) => ({ close: plain(x(n)) }), 24],
  ['private_metadata', (n) => ({ private_metadata: x(n) }), 3000],
  ['callback_id', (n) => ({ callback_id: x(n) }), 255],
  ['blocks', (n) => ({ blocks: times(n, { type: 'divider' }) }), 100],
])('the %s of a view is limited', (name, own, most) => {
  expect(parseView({ ...modal, ...own(most) }).problems).toBeUndefined();
  const { problems } = parseView({ ...modal, ...own(most + 1) });
  expect(problems?.[0]?.pointer).toContain(`/view/${name}`);
});

test.each<[string, object, string]>([
  ['a button to submit its inputs', { blocks: [input({})] }, 'missing required field: submit'],
  ['a title', { title: undefined }, 'missing required field: title'],
  [
    'blocks it can show',
    { blocks: [{ type: 'markdown', text: 'x' }] },
    'unsupported type: markdown',
  ],
  ['no more than its fields', { colour: 'red' }, 'invalid additional property: colour'],
])('a modal needs %s', (_name, own, problem) => {
  expect(parseView({ ...modal, ...own }).problems).toMatchObject([{ text: problem }]);
});
