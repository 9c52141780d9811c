/**
 * A Report as Slack messages: a short root in the channel and the details as its thread.
 *
 * Words are rich_text, tables raw_text, everything else plain_text; mrkdwn holds the mention of who
 * asked and nothing else. In the first three Slack interprets nothing, so a Service whose annotation
 * says `<!channel>`, `*` or `:fire:` is shown as just that; in mrkdwn most of it could not be escaped
 * at all (see mrkdwn.ts). Report's backtick pairs become code style.
 */
import type { ContextBlock, ContextBlockElement, KnownBlock } from '@slack/types';
import type { Job } from '../job.ts';
import { code, type Report } from '../report.ts';
import { cleanLine, commandLine, describeReads, overallMark } from '../terminal/words.ts';
import { buttonBlocks } from './buttons.ts';
import { withMetadata } from './graph.ts';
import { type Message, type Piece, pack, toMessage } from './message.ts';
import { mention, shorten } from './mrkdwn.ts';
import { withPeople } from './people.ts';
import { costOfLead, type Line, paragraphs } from './rich-text.ts';
import { linePieces, notEvaluatedPieces, sectionPieces } from './sections.ts';
import { emoji } from './signs.ts';
import { splitWords } from './split.ts';

export type { Message } from './message.ts';

/** The longest headline a channel should have to read: 400 characters, fewer if many are names. */
const mostHeadline = 1200;

type Asked = Pick<Job, 'text' | 'asker'>;

/**
 * One message, always. An error is told in it completely, as it needs no thread; a request is decided
 * in it, where everybody sees it.
 */
export function renderRoot(report: Report, job?: Asked): Message {
  const { line } = headline(report);
  const [buttons] = hasButtons(report) ? buttonBlocks(report.actions) : [];
  const message = toMessage([
    ...paragraphs([{ lead: line, text: '' }]),
    ...paragraphs(errorLines(report)).slice(0, 1),
    ...(buttons ? [buttons] : []),
    ...rootContext(report, job),
  ]);
  return withPeople(message, report, job);
}

/** What the root had no room for, in order; nothing if it said everything. */
export function renderThread(report: Report, job?: Job): Message[] {
  const seeAll = code(commandLine(report, job));
  const { rest } = headline(report);
  const pieces: Piece[] = [
    ...(rest ? linePieces([{ text: rest }]) : []),
    ...linePieces(errorLines(report)).slice(1),
    ...report.sections.flatMap((section, index) => sectionPieces(section, index, seeAll)),
    ...notEvaluatedPieces(report),
  ];
  return pack([...pieces, ...threadEnd(report)])
    .map((one) => withMetadata(one, report.sections))
    .map((one) => withPeople(one, report, job));
}

/**
 * What the thread shows before there is an answer: the list that fills in, of a very long one the
 * first part. Nothing else, so that it stays one message in every form.
 */
export function renderLive({ sections }: Report): Message | undefined {
  const lists = sections.filter(({ kind }) => kind === 'checklist');
  return pack(lists.flatMap((list, index) => sectionPieces(list, index, ''))).at(0);
}

/** A headline that is too long for the channel goes on as the first line of the thread. */
function headline(report: Report): { line: string; rest: string } {
  const words = cleanLine(report.headline);
  const cost = (text: string) => Math.max(3 * text.length, costOfLead(text));
  const [first = '', ...rest] = splitWords(words, cost, mostHeadline);
  const dots = rest.length > 0 ? '…' : '';
  const sign = report.isPending ? '⏳' : emoji[overallMark(report)];
  return { line: `${sign} ${first}${dots}`, rest: rest.join('') };
}

function errorLines({ error, headline }: Report): Line[] {
  if (!error) return [];
  return [
    ...(error.what === headline ? [] : [{ text: error.what }]),
    { text: error.hint },
    ...(error.reference ? [{ lead: 'Reference:', text: code(error.reference) }] : []),
  ];
}

/** Its root; those that it has no room for stand at the end of the thread, as all others do. */
function hasButtons({ error, isRequest }: Report): boolean {
  return error !== undefined || isRequest === true;
}

function rootContext(report: Report, job?: Asked): ContextBlock[] {
  const { cluster, error, reads } = report;
  const asked = cleanLine(job?.text ?? '') || report.command;
  return context([
    ...plain(asked),
    ...(cluster ? plain(`cluster ${cluster}`) : []),
    ...(error && reads ? plain(describeReads(reads)) : []),
    ...(job ? [whoAsked(job)] : []),
  ]);
}

function whoAsked({ asker }: Asked): ContextBlockElement {
  const who = asker.kind === 'slack' ? mention(asker.user) : undefined;
  if (who) return { type: 'mrkdwn', text: `asked by ${who}` };
  const [name] = plain(`asked by ${asker.user}`);
  return name ?? { type: 'plain_text', text: 'asked by someone', emoji: false };
}

/** Errors have told their reads in the root. */
function threadEnd(report: Report): KnownBlock[][] {
  const { error, reads, actions } = report;
  const reading = reads && !error ? context(plain(describeReads(reads))) : [];
  const buttons = buttonBlocks(actions).slice(hasButtons(report) ? 1 : 0);
  return [...reading, ...buttons].map((block) => [block]);
}

function context(elements: ContextBlockElement[]): ContextBlock[] {
  return elements.length > 0 ? [{ type: 'context', elements }] : [];
}

function plain(text: string): ContextBlockElement[] {
  const words = shorten(cleanLine(text), 300);
  return words === '' ? [] : [{ type: 'plain_text', text: words, emoji: false }];
}
