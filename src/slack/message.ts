/**
 * A message as chat.postMessage takes it, and the packing of blocks into messages. Slack's limits
 * hold by construction: a piece is made small enough where it is made, and `pack` only adds.
 */
import type {
  KnownBlock,
  MessageMetadata,
  RichTextBlock,
  TableBlock,
  TextObject,
} from '@slack/types';
import { cleanLine } from '../terminal/words.ts';
import type { ChartBlock } from './chart.ts';
import { escapeMrkdwn, shorten } from './mrkdwn.ts';
import { wordsOf } from './rich-text.ts';
import { taskLine, tasksOf } from './tasks.ts';

export type MessageBlock = KnownBlock | ChartBlock;

export interface Message {
  /** What notifications and screen readers say; escaped. */
  text: string;
  blocks: MessageBlock[];
  /** For machines; only chat.postMessage takes it, and an answer does without. */
  metadata?: MessageMetadata;
}

/** Blocks that stay together in one message, such as a title and its table. */
export type Piece = readonly MessageBlock[];

const mostBlocks = 50;
/** Undocumented; Slack was seen to refuse more than 13,000. Tables are counted to be safe. */
export const mostCharacters = 12_000;
const mostText = 2500;
const onlyOnce = ['table', 'plan', 'data_visualization'];

/** `block_id` of the first block of a graph's text; a message can carry the data of one. */
export const graphName = (index: number) => `graph-${index}`;
const beginsGraph = ({ block_id: id = '' }: MessageBlock) => /^graph-\d+$/.test(id);

export function pack(pieces: readonly Piece[]): Message[] {
  const groups: MessageBlock[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last && fits([...last, ...piece])) last.push(...piece);
    else groups.push([...piece]);
  }
  return groups.filter((blocks) => blocks.length > 0).map(toMessage);
}

export function toMessage(blocks: MessageBlock[]): Message {
  const said = blocks.map(sayBlock).filter((text) => text !== '');
  return { text: shorten(said.join('\n'), mostText) || 'Portolan', blocks };
}

function fits(blocks: MessageBlock[]): boolean {
  if (blocks.length > mostBlocks) return false;
  // Of plans and charts nobody has tried whether Slack takes two.
  if (onlyOnce.some((one) => blocks.filter(({ type }) => type === one).length > 1)) return false;
  if (blocks.filter(beginsGraph).length > 1) return false;
  return JSON.stringify(blocks).length <= mostCharacters;
}

/**
 * A block's words, escaped; nothing for buttons, for charts, whose words stand above them, and for the
 * mention, which would notify twice.
 */
function sayBlock(block: MessageBlock): string {
  switch (block.type) {
    case 'rich_text':
      return escapeMrkdwn(sayRichText(block));
    case 'section':
      return block.text ? sayText(block.text) : '';
    case 'table':
      return escapeMrkdwn(sayTable(block));
    case 'plan':
      return escapeMrkdwn([block.title, ...tasksOf(block).map(taskLine)].join('\n'));
    case 'context':
      return block.elements
        .flatMap((one) => (one.type === 'plain_text' ? sayText(one) : []))
        .join(' · ');
    default:
      return '';
  }
}

/** mrkdwn is a fence of ours here, escaped already. */
function sayText({ type, text }: TextObject): string {
  return type === 'mrkdwn' ? text : escapeMrkdwn(text);
}

export function sayRichText({ elements }: RichTextBlock): string {
  return elements
    .map((part) => (part.type === 'rich_text_list' ? '' : wordsOf(part.elements)))
    .join('\n');
}

function sayTable({ rows }: TableBlock): string {
  const say = (cell: TableBlock['rows'][number][number]) =>
    cell.type === 'raw_text' ? cleanLine(cell.text) : '';
  return rows.map((row) => row.map(say).join(', ')).join('\n');
}
