import type { Surface } from './block.ts';
import { MARKDOWN_MAX } from './layout.ts';
import { type Problem, problemsOf } from './problems.ts';
import { blockKinds } from './registry.ts';

/**
 * The limit is not documented; failures were seen from about here on. Tables are not counted: Slack
 * keeps them as attachments, under the limits of their own that `tables.ts` checks.
 */
export const SERIALISED_MAX = 13_000;

export interface Refusal {
  error: string;
  problems: Problem[];
}

/**
 * What Slack would refuse in a list of blocks, or nothing. `refused` are block types that this
 * workspace does not know: newer blocks are rolled out workspace by workspace.
 */
export function refusalOf(
  blocks: unknown,
  options: { surface: Surface; refused?: ReadonlySet<string>; pointer?: string },
): Refusal | undefined {
  const pointer = options.pointer ?? '/blocks';
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', problems: [] };
  const most = options.surface === 'message' ? 50 : 100;
  const problems = [
    ...(blocks.length > most ? [{ text: `no more than ${most} items allowed`, pointer }] : []),
    ...blocks.flatMap((block, at) => problemsOfBlock(block, `${pointer}/${at}`, options)),
  ];
  if (problems.length === 0) problems.push(...problemsOfAll(blocks, pointer));
  if (problems.length > 0) return { error: 'invalid_blocks', problems };
  return options.surface === 'message' ? refusalOfSize(blocks, pointer) : undefined;
}

function problemsOfBlock(
  block: unknown,
  pointer: string,
  { surface, refused }: { surface: Surface; refused?: ReadonlySet<string> },
): Problem[] {
  if (typeof block !== 'object' || block === null) {
    return [{ text: 'must be a valid object', pointer }];
  }
  const type = Reflect.get(block, 'type');
  if (type === undefined) return [{ text: 'missing required field: type', pointer }];
  const kind = blockKinds.find((one) => one.type === type);
  if (!kind?.surfaces.includes(surface) || refused?.has(kind.type)) {
    return [{ text: `unsupported type: ${String(type)}`, pointer: `${pointer}/type` }];
  }
  const { error } = kind.schema.safeParse(block);
  return error ? problemsOf(error, block, pointer) : [];
}

/** Rules that look at more than one block; each block alone is valid by now. */
function problemsOfAll(blocks: Record<string, unknown>[], pointer: string): Problem[] {
  const ids = repeated(blocks.map(({ block_id }) => block_id));
  const actions = blocks.flatMap(({ elements }, at) =>
    repeated(Array.isArray(elements) ? elements.map(({ action_id }) => action_id) : []).map(
      (id) => ({ text: `action_id already exists: ${id}`, pointer: `${pointer}/${at}/elements` }),
    ),
  );
  const markdown = blocks.filter(({ type }) => type === 'markdown');
  const length = markdown.reduce((sum, { text }) => sum + String(text).length, 0);
  return [
    ...ids.map((id) => ({ text: `block_id already exists: ${id}`, pointer })),
    ...actions,
    ...(length > MARKDOWN_MAX
      ? [{ text: `must be less than ${MARKDOWN_MAX + 1} characters`, pointer }]
      : []),
  ];
}

function repeated(values: unknown[]): unknown[] {
  return values.filter((value, at) => value !== undefined && values.indexOf(value) < at);
}

function refusalOfSize(blocks: Record<string, unknown>[], pointer: string): Refusal | undefined {
  const tables = blocks.filter(({ type }) => type === 'table').length;
  if (tables > 1) {
    return {
      error: 'invalid_attachments',
      problems: [{ text: 'only_one_table_allowed', pointer }],
    };
  }
  const counted = blocks.filter(({ type }) => type !== 'table' && type !== 'data_table');
  return JSON.stringify(counted).length > SERIALISED_MAX
    ? { error: 'msg_blocks_too_long', problems: [] }
    : undefined;
}
