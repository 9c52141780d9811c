import * as z from 'zod';
import { refusalOf } from '../blocks/message.ts';
import { sayProblem } from '../blocks/problems.ts';
import type { Block, Message } from '../slack.ts';
import { checkedMetadata } from './metadata.ts';
import { flag, json, SlackError } from './method.ts';

/** The arguments that say what a message shows, shared by every way of posting one. */
export const contentArguments = {
  text: z.string().optional(),
  blocks: json.optional(),
  attachments: json.optional(),
  metadata: json.optional(),
  mrkdwn: flag,
  parse: z.enum(['full', 'none']).optional(),
  link_names: flag,
  unfurl_links: flag,
  unfurl_media: flag,
};
export type Content = z.infer<z.ZodObject<typeof contentArguments>>;
type Shown = Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>;

const TEXT_MAX = 40_000;

/** What the message will show, or the error Slack refuses it with. */
export function contentOf(content: Content, refused: ReadonlySet<string>): Shown {
  const blocks = hasItems(content.blocks) ? checkedBlocks(content.blocks, refused) : undefined;
  const attachments = attachmentsOf(content.attachments, refused);
  const text = linked(content);
  if (text.trim() === '' && !blocks && !attachments) throw new SlackError('no_text');
  if (text.length > TEXT_MAX) throw new SlackError('msg_too_long');
  const metadata = content.metadata === undefined ? undefined : checkedMetadata(content.metadata);
  return {
    text,
    ...(blocks && { blocks }),
    ...(attachments && { attachments }),
    ...(metadata && { metadata }),
  };
}

/** An empty list is how an app says "no blocks"; anything else is for the validator to judge. */
function hasItems(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function checkedBlocks(
  blocks: unknown,
  refused: ReadonlySet<string>,
  pointer = '/blocks',
): Block[] {
  const refusal = refusalOf(blocks, { surface: 'message', refused, pointer });
  if (!refusal) return named(blocks as Record<string, unknown>[]);
  const errors = refusal.problems.map(sayProblem);
  throw new SlackError(refusal.error, {
    ...(errors.length > 0 && {
      errors,
      response_metadata: { messages: errors.map((text) => `[ERROR] ${text}`) },
    }),
  });
}

let created = 0;

/** Slack names blocks and elements that have no name, and clicks carry those names. */
export function named(blocks: Record<string, unknown>[]): Block[] {
  const withAction = (element: unknown) =>
    typeof element === 'object' && element !== null && takesActionId(element)
      ? { action_id: `a${++created}`, ...element }
      : element;
  return blocks.map((block) => ({
    type: '',
    block_id: `b${++created}`,
    ...block,
    ...(Array.isArray(block.elements) && { elements: block.elements.map(withAction) }),
    ...(block.accessory !== undefined && { accessory: withAction(block.accessory) }),
    ...(block.element !== undefined && { element: withAction(block.element) }),
  }));
}

const INTERACTIVE = /^(button|overflow|radio_buttons|checkboxes|.*_select|.*_input)$/;
function takesActionId(element: object): boolean {
  return INTERACTIVE.test(String(Reflect.get(element, 'type')));
}

function attachmentsOf(value: unknown, refused: ReadonlySet<string>) {
  if (!hasItems(value)) return undefined;
  const parsed = z.array(z.record(z.string(), z.unknown())).safeParse(value);
  if (!parsed.success) throw new SlackError('invalid_attachments');
  if (parsed.data.length > 100) throw new SlackError('too_many_attachments');
  return parsed.data.map((one, at) =>
    one.blocks
      ? { ...one, blocks: checkedBlocks(one.blocks, refused, `/attachments/${at}/blocks`) }
      : one,
  );
}

/** `link_names` and `parse: full` turn typed names into mentions that fire. */
function linked({ text = '', link_names, parse }: Content): string {
  if (!link_names && parse !== 'full') return text;
  return text.replace(/(^|\s)@(channel|here|everyone)\b/g, '$1<!$2>');
}
