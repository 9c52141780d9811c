/**
 * A message again, in blocks that every workspace has known from the start: section, context and
 * actions. Newer ones (table, rich_text) come to workspaces one by one. Words become plain_text, in
 * which Slack interprets nothing; names keep their backticks; tables and code become fixed width.
 */
import type { KnownBlock, RichTextBlock, RichTextBlockElement, TableBlock } from '@slack/types';
import { tableLines } from '../terminal/columns.ts';
import { type Message, type Piece, pack } from './message.ts';
import { escapeMrkdwn, fence } from './mrkdwn.ts';
import { wordsOf } from './rich-text.ts';
import { splitLines, splitWords } from './split.ts';

/** A section may hold 3000; the fence and its line ends need a few. */
const mostSection = 2900;
/** Columns of fixed width that Slack shows on a laptop without breaking lines. */
const fenceWidth = 90;

/** Usually one message; more where fixed width needs more room than the blocks it stands for. */
export function toPlain({ blocks }: Message): Message[] {
  return pack(blocks.flatMap(plainPieces));
}

function plainPieces(block: KnownBlock): Piece[] {
  switch (block.type) {
    case 'rich_text':
      return richTextPieces(block);
    case 'table':
      return fenced(tableText(block));
    default:
      return [[block]];
  }
}

function richTextPieces({ elements }: RichTextBlock): Piece[] {
  return elements.flatMap((part: RichTextBlockElement): Piece[] => {
    if (part.type === 'rich_text_list') return [];
    const words = wordsOf(part.elements);
    if (part.type === 'rich_text_preformatted') return fenced(words.replaceAll('`', "'"));
    return splitWords(words, (text) => text.length, mostSection)
      .filter((text) => text.trim() !== '')
      .map((text) => [{ type: 'section', text: { type: 'plain_text', text, emoji: false } }]);
  });
}

function fenced(text: string): Piece[] {
  return splitLines(text, (part) => escapeMrkdwn(part).length, mostSection).map((part) => [
    { type: 'section', text: { type: 'mrkdwn', text: fence(part), verbatim: true } },
  ]);
}

function tableText({ rows, column_settings: settings = [] }: TableBlock): string {
  const [head = [], ...body] = rows.map((row) =>
    row.map((cell) => (cell.type === 'raw_text' ? cell.text : '')),
  );
  const columns = head.map((label, index) =>
    settings[index]?.align === 'right' ? { label, align: 'right' as const } : { label },
  );
  const text = tableLines(columns, body, fenceWidth);
  return [...text.head, ...text.body].join('\n');
}
