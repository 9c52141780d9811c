import * as z from 'zod';
import { type BlockKind, inMessages } from './block.ts';
import { button, image } from './elements.ts';
import { richText } from './rich-text.ts';
import { anyText, blockId, mrkdwn, url } from './text.ts';

/** Checklists, notices and cards. */

/** "In the form of a single rich_text entity", says Slack: one element, not a list of them. */
const oneRichText = richText.refine(({ elements }) => elements.length === 1, {
  message: 'must have exactly one element',
  path: ['elements'],
});

const taskCard = z.strictObject({
  type: z.literal('task_card'),
  block_id: blockId,
  task_id: z.string().min(1).max(255),
  title: z.string().min(1),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']).optional(),
  details: oneRichText.optional(),
  output: oneRichText.optional(),
  sources: z
    .array(z.strictObject({ type: z.literal('url'), url, text: z.string().min(1) }))
    .optional(),
});

const plan = z.strictObject({
  type: z.literal('plan'),
  block_id: blockId,
  title: z.string().min(1),
  tasks: z
    .array(taskCard)
    .refine((tasks) => new Set(tasks.map(({ task_id }) => task_id)).size === tasks.length, {
      message: 'task_id must be unique within a plan',
    })
    .optional(),
});

/** Slack shows alerts in modals only; in a message the block is refused. */
const alert = z.strictObject({
  type: z.literal('alert'),
  block_id: blockId,
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

const card = z
  .strictObject({
    type: z.literal('card'),
    block_id: blockId,
    hero_image: image.optional(),
    icon: image.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(button).min(1).max(25).optional(),
  })
  .refine((one) => one.hero_image || one.title || one.actions || one.body, {
    message: 'must define hero_image, title, actions or body',
  });

export const cards: BlockKind[] = [
  { type: 'alert', surfaces: ['modal'], schema: alert },
  { type: 'card', surfaces: inMessages, schema: card },
  { type: 'plan', surfaces: inMessages, schema: plan },
  { type: 'task_card', surfaces: inMessages, schema: taskCard },
];
