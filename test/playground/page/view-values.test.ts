import type { InputBlock } from '@slack/types';
import { expect, test } from 'vitest';
import { draftOf, missing, valuesOf } from '../../../src/playground/page/view-values.ts';
import type { View } from '../../../src/playground/page/wire.ts';

const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });
const options = ['a', 'b', 'c'].map(option);
const input = (id: string, element: InputBlock['element'], optional = false): InputBlock => ({
  type: 'input',
  block_id: id,
  label: { type: 'plain_text', text: id },
  element,
  optional,
});

const view: View = {
  id: 'V1',
  title: { text: 'All inputs' },
  blocks: [
    { type: 'divider' },
    input('text', { type: 'plain_text_input', action_id: 'x', initial_value: 'hello' }),
    input('empty', { type: 'plain_text_input', action_id: 'x' }, true),
    input('one', { type: 'static_select', action_id: 'x', options, initial_option: option('b') }),
    input('many', { type: 'checkboxes', action_id: 'x', options, initial_options: [option('c')] }),
    input('user', { type: 'users_select', action_id: 'x', initial_user: 'U1' }),
    input('people', { type: 'multi_users_select', action_id: 'x', initial_users: ['U1', 'U2'] }),
    input('date', { type: 'datepicker', action_id: 'x', initial_date: '2026-11-22' }),
  ],
};

test('untouched inputs are sent with their initial values, in the shape of view.state.values', () => {
  expect(valuesOf(view, draftOf(view))).toEqual({
    text: { x: { type: 'plain_text_input', value: 'hello' } },
    empty: { x: { type: 'plain_text_input', value: null } },
    one: { x: { type: 'static_select', selected_option: option('b') } },
    many: { x: { type: 'checkboxes', selected_options: [option('c')] } },
    user: { x: { type: 'users_select', selected_user: 'U1' } },
    people: { x: { type: 'multi_users_select', selected_users: ['U1', 'U2'] } },
    date: { x: { type: 'datepicker', selected_date: '2026-11-22' } },
  });
});

test('a required input that is empty is asked for, an optional one is not', () => {
  const draft = { ...draftOf(view), text: '', many: [] };
  expect(Object.keys(missing(view, draft))).toEqual(['text', 'many']);
});
