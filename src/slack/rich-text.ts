/**
 * Words as rich_text. Its text elements are shown as they are: no mention, link, emoji code or bold
 * can begin in them by accident, whatever a cluster's object is called.
 */
import type { RichTextBlock, RichTextElement, RichTextText } from '@slack/types';
import { clean, spans } from '../terminal/words.ts';
import { fill, splitLines, splitWords } from './split.ts';

/** One line or paragraph: something in bold, then words. */
export interface Line {
  lead?: string;
  text: string;
}

/** Characters of JSON in one block: below what a section may hold, and four of them fill a message. */
const blockBudget = 2800;

/** As many blocks as the lines need; none for lines that are all empty. */
export function paragraphs(lines: readonly Line[]): RichTextBlock[] {
  const parts = lines.flatMap(({ lead = '', text }) => {
    const [first = '', ...rest] = splitWords(clean(text), costOf, blockBudget - 600);
    return [elementsOf(lead, first), ...rest.map((part) => elementsOf('', part))];
  });
  return fill(parts, (part) => sizeOf(part) + newlineCost, blockBudget)
    .map((group) => trimmed(joined(group)))
    .filter((elements) => elements.length > 0)
    .map((elements) => ({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements }],
    }));
}

export function preformatted(text: string): RichTextBlock[] {
  return splitLines(clean(text), (part) => JSON.stringify(part).length, blockBudget)
    .filter((part) => part.trim() !== '')
    .map((part) => ({
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: part }] }],
    }));
}

/** The words of a block as a Report would hold them, names between backticks. */
export function wordsOf(elements: readonly RichTextElement[]): string {
  return elements
    .map((element) => {
      if (element.type === 'user') return `\`${element.user_id}\``;
      if (element.type !== 'text') return '';
      return element.style?.code ? `\`${element.text}\`` : element.text;
    })
    .join('');
}

function elementsOf(lead: string, text: string): RichTextText[] {
  const bold = spans(clean(lead)).map((span) => element(span.text, span.isCode, true));
  const words = spans(text).map((span) => element(span.text, span.isCode, false));
  return bold.length > 0 && words.length > 0
    ? [...bold, plain(' '), ...words]
    : [...bold, ...words];
}

function element(text: string, code: boolean, bold: boolean): RichTextText {
  const style = { ...(bold && { bold }), ...(code && { code }) };
  return bold || code ? { type: 'text', text, style } : plain(text);
}

const plain = (text: string): RichTextText => ({ type: 'text', text });
const newlineCost = JSON.stringify(plain('\n')).length + 1;

const costOf = (text: string) => sizeOf(elementsOf('', text));

/** What a line in bold costs, for those who have to cut one. */
export const costOfLead = (text: string) => sizeOf(elementsOf(text, ''));

function sizeOf(elements: readonly RichTextText[]): number {
  return elements.reduce((sum, one) => sum + JSON.stringify(one).length + 1, 0);
}

/** Sets the parts below each other; neighbours without style become one element. */
function joined(parts: readonly RichTextText[][]): RichTextText[] {
  const all = parts.flatMap((part, index) => (index === 0 ? part : [plain('\n'), ...part]));
  const merged: RichTextText[] = [];
  for (const next of all) {
    const last = merged.at(-1);
    if (!last || last.style || next.style) merged.push(next);
    else merged.splice(-1, 1, plain(last.text + next.text));
  }
  return merged;
}

/** Without the empty lines at the end, where a paragraph was cut; [] if nothing can be seen. */
function trimmed(elements: readonly RichTextText[]): RichTextText[] {
  if (elements.every(({ text }) => text.trim() === '')) return [];
  const last = elements.at(-1);
  if (!last || last.style) return [...elements];
  const text = last.text.trimEnd();
  return text === '' ? trimmed(elements.slice(0, -1)) : [...elements.slice(0, -1), plain(text)];
}
