import * as z from 'zod';
import type { BlockKind } from './block.ts';
import { everywhere, inMessages } from './block.ts';
import { hasOnePicture, imageFields, onePicture } from './elements.ts';
import { richText } from './rich-text.ts';
import { blockId, plainText } from './text.ts';

/** Blocks that only show something, in the order of Slack's reference. */

const divider = z.strictObject({ type: z.literal('divider'), block_id: blockId });

const header = z.strictObject({
  type: z.literal('header'),
  block_id: blockId,
  text: plainText(150),
});

const image = z
  .strictObject({ ...imageFields, block_id: blockId, title: plainText(2000).optional() })
  .refine(hasOnePicture, onePicture);

/** The 12,000 characters hold for all markdown blocks of a message together: see `message.ts`. */
export const MARKDOWN_MAX = 12_000;
const markdown = z.strictObject({
  type: z.literal('markdown'),
  block_id: blockId,
  text: z.string().min(1).max(MARKDOWN_MAX),
});

export const layout: BlockKind[] = [
  { type: 'divider', surfaces: everywhere, schema: divider },
  { type: 'header', surfaces: everywhere, schema: header },
  { type: 'image', surfaces: everywhere, schema: image },
  { type: 'markdown', surfaces: inMessages, schema: markdown },
  { type: 'rich_text', surfaces: everywhere, schema: richText },
];
