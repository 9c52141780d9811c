import * as z from 'zod';
import { type BlockKind, everywhere } from './block.ts';
import {
  checkboxes,
  conversationsSelect,
  multiStaticSelect,
  multiUsersSelect,
  overflow,
  radioButtons,
  staticSelect,
  usersSelect,
} from './choices.ts';
import { button, image, numberInput, plainTextInput } from './elements.ts';
import { anyText, blockId, mrkdwn, plainText } from './text.ts';

/** Blocks that may hold something to click. Which element may stand where: @slack/types 3.2. */

const choices = [
  staticSelect,
  multiStaticSelect,
  usersSelect,
  multiUsersSelect,
  conversationsSelect,
  radioButtons,
  checkboxes,
] as const;

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [button, image, overflow, ...choices]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    message: 'must define either text or fields',
  });

const context = z.strictObject({
  type: z.literal('context'),
  block_id: blockId,
  elements: z
    .array(z.discriminatedUnion('type', [plainText(), mrkdwn(), image]))
    .min(1)
    .max(10),
});

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: z
    .array(z.discriminatedUnion('type', [button, overflow, ...choices]))
    .min(1)
    .max(25),
});

const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plainText(2000),
  element: z.discriminatedUnion('type', [plainTextInput, numberInput, ...choices]),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

export const interactive: BlockKind[] = [
  { type: 'actions', surfaces: everywhere, schema: actions },
  { type: 'context', surfaces: everywhere, schema: context },
  { type: 'input', surfaces: everywhere, schema: input },
  { type: 'section', surfaces: everywhere, schema: section },
];
