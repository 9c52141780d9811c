import type { RichTextElement, TaskCardBlock, TextObject } from '@slack/types';
import { refusalOf } from '../../src/playground/slack/blocks/message.ts';
import type { Message } from '../../src/slack/blocks.ts';
import type { MessageBlock } from '../../src/slack/message.ts';
import { tasksOf } from '../../src/slack/tasks.ts';

/** How the tests read a message: what Slack would say against it, and what a person would see. */

export function refusals(message: Message, refused = new Set<string>()): unknown[] {
  const refusal = refusalOf(message.blocks, { surface: 'message', refused });
  const size = JSON.stringify(message.blocks).length;
  return [
    ...(refusal ? [refusal] : []),
    ...(size > 12_000 ? [`${size} characters of blocks`] : []),
    ...(message.text === '' || message.text.length > 4000 ? ['bad fallback text'] : []),
  ];
}

export function wordsIn({ blocks }: Message): string {
  return blocks.map(wordsOfBlock).join('\n');
}

/** What a person sees of all of them, one below the other. */
export const allWords = (messages: Message[]) => messages.map(wordsIn).join('\n');

function wordsOfBlock(block: MessageBlock): string {
  switch (block.type) {
    case 'rich_text':
      return block.elements
        .map((part) => ('elements' in part ? part.elements.map(wordsOfElement).join('') : ''))
        .join('\n');
    case 'table':
      return block.rows
        .map((row) => row.map((cell) => (cell.type === 'raw_text' ? cell.text : '')).join(' | '))
        .join('\n');
    case 'plan':
      return [block.title, ...tasksOf(block).map(wordsOfTask)].join('\n');
    case 'section':
      return block.text ? wordsOfText(block.text) : '';
    case 'context':
      return block.elements.map((one) => ('text' in one ? wordsOfText(one) : '')).join(' | ');
    case 'data_visualization':
      return [block.title, ...block.chart.axis_config.categories].join(' | ');
    case 'actions':
      return block.elements
        .map((one) => (one.type === 'button' ? `[${one.text.text}]` : ''))
        .join(' ');
    default:
      return '';
  }
}

/** As it looks unfolded. */
function wordsOfTask({ status, title, details }: TaskCardBlock): string {
  const words = details ? `\n${wordsOfBlock(details)}` : '';
  return `[${status}] ${title}${words}`;
}

function wordsOfElement(element: RichTextElement | { type: string }): string {
  if (!('text' in element) || element.type !== 'text') return '';
  const style = 'style' in element ? element.style : undefined;
  return style && typeof style === 'object' && 'code' in style
    ? `\`${element.text}\``
    : String(element.text);
}

function wordsOfText({ type, text }: TextObject): string {
  if (type === 'plain_text') return text;
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
