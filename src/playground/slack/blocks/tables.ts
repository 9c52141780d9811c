import * as z from 'zod';
import { type BlockKind, inMessages } from './block.ts';
import { richText } from './rich-text.ts';
import { blockId } from './text.ts';

/** Source of the limits: Slack's reference of `table` and `data_table`, see also PLATFORM. */

const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const rawNumber = z.strictObject({
  type: z.literal('raw_number'),
  value: z.number(),
  text: z.string().min(1),
});
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richText]);
type Rows = z.infer<typeof cell>[][];

/** Characters of all cells together, as a reader counts them: markup of rich text is not text. */
function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum, one) => sum + charactersOf(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'text' in value && typeof value.text === 'string' ? value.text.length : 0;
  return own + ('elements' in value ? charactersOf(value.elements) : 0);
}

const hasEqualRows = (rows: Rows) => rows.every((row) => row.length === rows[0]?.length);

const table = z.strictObject({
  type: z.literal('table'),
  block_id: blockId,
  rows: z
    .array(z.array(cell).min(1).max(20))
    .min(1)
    .max(100)
    .refine((rows) => charactersOf(rows) <= 10_000, 'must be less than 10001 characters'),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
});

const dataTable = z.strictObject({
  type: z.literal('data_table'),
  block_id: blockId,
  caption: z.string().min(1),
  rows: z
    .array(z.array(cell).min(1).max(20))
    .min(2)
    .max(201)
    .refine((rows) => charactersOf(rows) <= 20_000, 'must be less than 20001 characters')
    .refine(hasEqualRows, 'all rows must have the same number of values')
    .refine((rows) => !rows[0]?.some(({ type }) => type === 'rich_text'), {
      message: 'rich_text cannot be used for header cells',
    }),
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).max(19).optional(),
});

export const tables: BlockKind[] = [
  { type: 'data_table', surfaces: inMessages, schema: dataTable },
  { type: 'table', surfaces: inMessages, schema: table },
];
