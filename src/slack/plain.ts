/**
 * A message again, in blocks that every workspace has known from the start: section, context and
 * actions. Newer ones (table, rich_text, plan) come to workspaces one by one. Words become
 * plain_text, in which Slack interprets nothing; names keep their backticks; tables and code become
 * fixed width, and a chart goes: the lines above it say the same.
 */
import type {
  PlanBlock,
  RichTextBlock,
  RichTextBlockElement,
  TableBlock,
  TaskCardBlock,
} from '@slack/types';
import { tableLines } from '../terminal/columns.ts';
import { type Message, type MessageBlock, type Piece, pack, sayRichText } from './message.ts';
import { escapeMrkdwn, fence } from './mrkdwn.ts';
import { wordsOf } from './rich-text.ts';
import { splitLines, splitWords } from './split.ts';
import { needsEvidence, taskLine, tasksOf } from './tasks.ts';

/** A section may hold 3000; the fence and its line ends need a few. */
const mostSection = 2900;
/** Columns of fixed width that Slack shows on a laptop without breaking lines. */
const fenceWidth = 90;

/** Usually one message; more where fixed width needs more room than the blocks it stands for. */
export function toPlain({ blocks }: Message): Message[] {
  return pack(blocks.flatMap(plainPieces));
}

function plainPieces(block: MessageBlock): Piece[] {
  switch (block.type) {
    case 'rich_text':
      return richTextPieces(block);
    case 'table':
      return fenced(tableText(block));
    case 'plan':
      return planPieces(block);
    case 'data_visualization':
      return [];
    default:
      return [[block]];
  }
}

function richTextPieces({ elements }: RichTextBlock): Piece[] {
  return elements.flatMap((part: RichTextBlockElement): Piece[] => {
    if (part.type === 'rich_text_list') return [];
    const words = wordsOf(part.elements);
    if (part.type === 'rich_text_preformatted') return fenced(words.replaceAll('`', "'"));
    return wordPieces(words);
  });
}

function wordPieces(words: string): Piece[] {
  return splitWords(words, (text) => text.length, mostSection)
    .filter((text) => text.trim() !== '')
    .map((text) => [{ type: 'section', text: { type: 'plain_text', text, emoji: false } }]);
}

function planPieces(plan: PlanBlock): Piece[] {
  return wordPieces([plan.title, ...tasksOf(plan).flatMap(taskLines)].join('\n'));
}

/** Nothing folds here, so evidence is shown where somebody has to look into it. */
function taskLines(task: TaskCardBlock): string[] {
  const words = task.details && needsEvidence(task) ? sayRichText(task.details) : '';
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  return [taskLine(task), ...lines.map((line) => `\u2003${line}`)];
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
