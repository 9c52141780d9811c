/**
 * A button that asks for a text first: what it carries, the window it opens, and the question that comes
 * back. The window remembers where it was opened, but no response_url: whoever has one can post, and
 * what a window remembers goes through a browser.
 */
import type { BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import * as z from 'zod';
import type { Action } from '../report.ts';
import { cleanLine } from '../terminal/words.ts';
import { shorten } from './mrkdwn.ts';
import { fromClick, nobodys, type Question } from './questions.ts';

/** Of the text, as long as a journal should have to read. */
const mostText = 300;
const mostTitle = 24;
const mostLabel = 150;
const field = 'text';

const Carried = z.strictObject({
  command: z.string(),
  title: z.string(),
  label: z.string(),
  option: z.string(),
});

const Remembered = z.strictObject({
  command: z.string(),
  option: z.string(),
  channel: z.string(),
  isPrivate: z.boolean(),
  thread: z.string().optional(),
  /** The message that was clicked. */
  below: z.string().optional(),
});

/** The `value` of the button. */
export function formValue(command: string, form: NonNullable<Action['form']>): string {
  return JSON.stringify({ command, ...form } satisfies z.infer<typeof Carried>);
}

export interface Form {
  /** As if the text were given; it is not handed on. */
  question: Question;
  view: ModalView;
  /** What can be typed instead. */
  line: string;
}

export function toForm(
  body: BlockAction<ButtonAction>,
  action: ButtonAction,
  callbackId: string,
): Form {
  const { command, title, label, option } = Carried.parse(JSON.parse(action.value ?? ''));
  const question = { ...fromClick(body, action), line: command, given: { [option]: '…' } };
  const { reply, below } = question;
  const remembered: z.infer<typeof Remembered> = {
    command,
    option,
    channel: reply.channel,
    isPrivate: reply.private,
    ...(reply.thread && { thread: reply.thread }),
    ...(below && { below }),
  };
  const words = { title: titleOf(title), label: shorten(cleanLine(label), mostLabel) || 'Text' };
  const view = toView(words, callbackId, JSON.stringify(remembered));
  return { question, view, line: `${command} --${option} "…"` };
}

const titleOf = (title: string) => shorten(cleanLine(title), mostTitle) || 'Portolan';

function toView(
  { title, label }: { title: string; label: string },
  callbackId: string,
  remembered: string,
): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: remembered,
    title: plain(title),
    submit: plain('Send'),
    close: plain('Back'),
    blocks: [
      {
        type: 'input',
        block_id: field,
        label: plain(label),
        element: {
          type: 'plain_text_input',
          action_id: field,
          multiline: true,
          max_length: mostText,
        },
      },
    ],
  };
}

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });

/** Without the option where nothing but spaces was typed: the command knows whether it can do without. */
export function fromSubmission({ user, view }: ViewSubmitAction): Question {
  const { command, option, channel, isPrivate, thread, below } = Remembered.parse(
    JSON.parse(view.private_metadata),
  );
  const text = view.state.values[field]?.[field]?.value?.trim() ?? '';
  return {
    id: `view/${view.id}/${view.hash}`,
    line: command,
    ...(text !== '' && { given: { [option]: text } }),
    asker: { kind: 'slack', team: user.team_id ?? nobodys, user: user.id },
    reply: { kind: 'slack', channel, private: isPrivate, ...(thread && { thread }) },
    ...(below && { below }),
  };
}

/** Words below the field, which stays open then: what was typed is not lost. */
export const refusedWith = (words: string) => ({
  response_action: 'errors' as const,
  errors: { [field]: shorten(cleanLine(words), 300) },
});
