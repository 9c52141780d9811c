/** The tasks of a plan: how a checked item looks as one, and how a task reads where there are no plans. */
import type { PlanBlock, RichTextBlock, TaskCardBlock } from '@slack/types';
import type { ChecklistItem } from '../report.ts';
import { cleanLine, withoutBackticks } from '../terminal/words.ts';
import { harmless, shorten } from './mrkdwn.ts';
import { paragraphs } from './rich-text.ts';
import { emoji } from './signs.ts';

type Status = ChecklistItem['status'];

/** Slack names no limit; what is longer would no longer read as a line of a list. */
const mostTitle = 200;
/** Of evidence. A person unfolds it to understand one item, not to read a log. */
const mostLines = 10;

/** `in_progress` is never said: which of them the cluster is busy with, nobody knows. */
const taskStatus: Record<Status, TaskCardBlock['status']> = {
  ok: 'complete',
  problem: 'error',
  warning: 'complete',
  unknown: 'complete',
  skipped: 'complete',
  pending: 'pending',
};

/**
 * Slack has no status for these. It puts a tick before them as before all that is complete, so the
 * title has to say the opposite, and a white circle beside a tick would not say "nobody knows".
 */
const signOf: Partial<Record<Status, string>> = {
  warning: emoji.warning,
  unknown: '❓',
  skipped: emoji.skipped,
};
const signs = Object.values(signOf);

export function toTask(item: ChecklistItem, at: number): TaskCardBlock {
  const { status, text = '', details = [] } = item;
  const words = [item.id, text].map((one) => cleanLine(withoutBackticks(one))).filter(Boolean);
  const title = [...[signOf[status]].flatMap((sign) => sign ?? []), words.join(': ') || '—'];
  const [whole, shown] = [title.join(' '), shorten(title.join(' '), mostTitle)];
  const evidence = detailsOf([...(whole === shown ? [] : [text]), ...details]);
  return {
    type: 'task_card',
    task_id: `task-${at}`,
    title: harmless(shown),
    status: taskStatus[status],
    ...(evidence && { details: evidence }),
  };
}

/** What Slack folds away below the title; a single block holds all there may be. */
function detailsOf(lines: readonly string[]): RichTextBlock | undefined {
  const more = lines.length - mostLines;
  const [first, ...rest] = paragraphs([
    ...lines.slice(0, mostLines).map((text) => ({ text })),
    ...(more > 0 ? [{ text: `… ${more} more` }] : []),
  ]);
  if (!first || rest.length === 0) return first;
  const [section] = first.elements;
  if (section?.type !== 'rich_text_section') return first;
  const elements = [...section.elements, { type: 'text' as const, text: ' …' }];
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** Without the evidence of what is well, which says least of all. */
export function withoutEvidence(task: TaskCardBlock): TaskCardBlock {
  if (!task.details || needsEvidence(task)) return task;
  const [details] = paragraphs([{ text: '…' }]);
  const { details: _dropped, ...bare } = task;
  return details ? { ...bare, details } : bare;
}

export function tasksOf({ tasks = [] }: PlanBlock): TaskCardBlock[] {
  return tasks.filter((task): task is TaskCardBlock => task.type === 'task_card');
}

/** The title as a line of its own, with the sign that Slack draws. */
export function taskLine({ title, status }: TaskCardBlock): string {
  if (signs.some((sign) => title.startsWith(`${sign} `))) return title;
  const sign = { complete: emoji.ok, error: emoji.problem, pending: '⏳', in_progress: '⏳' }[
    status
  ];
  return `${sign} ${title}`;
}

/** There is something to look into, or the title was cut: where nothing folds, these are unfolded. */
export function needsEvidence({ title, status }: TaskCardBlock): boolean {
  if (status === 'error' || title.endsWith('…')) return true;
  return [signOf.warning, signOf.unknown].some((sign) => title.startsWith(`${sign} `));
}
