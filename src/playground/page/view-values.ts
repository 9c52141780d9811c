import type { InputBlock } from '@slack/types';
import { type FieldValue, initialValue, stateOf } from './blocks/fields.ts';
import type { View } from './wire.ts';

/** What is typed in a modal, by block id. */
export type Draft = Record<string, FieldValue>;

export function inputsOf(view: View): InputBlock[] {
  return view.blocks.filter((block) => block.type === 'input');
}

/** Slack gives every block an id; a server that does not is told by the block's place. */
export function blockIdOf(block: InputBlock, view: View): string {
  return block.block_id ?? `b${view.blocks.indexOf(block)}`;
}

export function draftOf(view: View): Draft {
  return Object.fromEntries(
    inputsOf(view).map((block) => [blockIdOf(block, view), initialValue(block.element)]),
  );
}

/** The client's own check, before anything is sent: required inputs must not be empty. */
export function missing(view: View, draft: Draft): Record<string, string> {
  const empty = inputsOf(view).filter(
    (block) => !block.optional && !draft[blockIdOf(block, view)]?.length,
  );
  return Object.fromEntries(
    empty.map((block) => [blockIdOf(block, view), 'Please complete this required field.']),
  );
}

/** Slack's `view.state.values`: block id, then action id, then the typed state. */
export function valuesOf(view: View, draft: Draft): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    inputsOf(view).map((block) => {
      const id = blockIdOf(block, view);
      const actionId = ('action_id' in block.element && block.element.action_id) || '';
      return [id, { [actionId]: stateOf(block.element, draft[id] ?? '') }];
    }),
  );
}
