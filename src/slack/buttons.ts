/**
 * The actions of a Report as buttons. A click comes back as `run-<n>` with the command as value, or as
 * `ask-<n>` where a text is asked for first.
 */
import type { ActionsBlock, Button } from '@slack/types';
import type { Action } from '../report.ts';
import { cleanLine } from '../terminal/words.ts';
import { formValue } from './forms.ts';
import { shorten } from './mrkdwn.ts';
import { fill } from './split.ts';

const mostButtons = 25;
const mostValue = 2000;
/** Two blocks of buttons and other pieces fit in one message. */
const budget = 5000;

/** A command that does not fit in a button has none: half a command would be another command. */
export function buttonBlocks(actions: readonly Action[]): ActionsBlock[] {
  const buttons = actions
    .filter(({ command }) => command.length > 0)
    .map(toButton)
    .filter(({ value = '' }) => value.length <= mostValue)
    .filter((button) => button.text.text !== '' && costOf(button) <= budget);
  const groups = fill(buttons, costOf, budget, mostButtons);
  return groups.map((elements) => ({ type: 'actions', elements }));
}

const costOf = (button: Button) => JSON.stringify(button).length + 1;

function toButton({ label, command, style, form }: Action, index: number): Button {
  return {
    type: 'button',
    action_id: form ? `ask-${index}` : `run-${index}`,
    text: {
      type: 'plain_text',
      text: shorten(cleanLine(label) || cleanLine(command), 75),
      emoji: false,
    },
    value: form ? formValue(command, form) : command,
    ...(style && { style }),
  };
}
