/**
 * People by their name instead of their id. Only ids that the Report itself says are people's become a
 * mention, and only where one stands as a name of its own: what a cluster's object is called mentions
 * nobody.
 */
import type { KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import type { Job } from '../job.ts';
import type { Report } from '../report.ts';
import type { Message } from './message.ts';
import { mention } from './mrkdwn.ts';

type Asked = Pick<Job, 'asker'>;

export function withPeople(message: Message, { people = [] }: Report, job?: Asked): Message {
  const asker = job?.asker.kind === 'slack' ? [job.asker.user] : [];
  const known = new Set([...people, ...asker].filter((id) => mention(id) !== undefined));
  if (known.size === 0) return message;
  return { ...message, blocks: message.blocks.map((block) => named(block, known)) };
}

type Block = Message['blocks'][number];

function named(block: Block, known: ReadonlySet<string>): Block {
  if (block.type !== 'rich_text') return block;
  return { ...block, elements: block.elements.map((part) => inPart(part, known)) } as KnownBlock;
}

function inPart(part: RichTextBlockElement, known: ReadonlySet<string>): RichTextBlockElement {
  if (part.type !== 'rich_text_section') return part;
  return { ...part, elements: part.elements.map((element) => inElement(element, known)) };
}

function inElement(element: RichTextElement, known: ReadonlySet<string>): RichTextElement {
  if (element.type !== 'text' || !element.style?.code || !known.has(element.text)) return element;
  const { bold } = element.style;
  return { type: 'user', user_id: element.text, ...(bold && { style: { bold } }) };
}
