/**
 * A Checklist as a `plan` with a task for each item. Slack names no limits but those of the message:
 * what is too long gives up the evidence of what is well first, and is several plans then.
 */
import type { PlanBlock, TaskCardBlock } from '@slack/types';
import { type Checklist, visible } from '../report.ts';
import { cleanLine, withoutBackticks } from '../terminal/words.ts';
import type { Piece } from './message.ts';
import { paragraphs } from './rich-text.ts';
import { fill } from './split.ts';
import { toTask, withoutEvidence } from './tasks.ts';

/** Characters of JSON; the rest of a message is for what stands above it, such as the root cause. */
const mostPlan = 8500;
/** As a message may have blocks: should Slack count tasks as such, it takes them still. */
const mostTasks = 45;

export function checklistPieces({ title, items }: Checklist): Piece[] {
  const name = visible(cleanLine(withoutBackticks(title)), 150) || 'Checklist';
  if (items.length === 0) return [paragraphs([{ lead: name, text: 'none' }])];
  const tasks = items.map(toTask);
  const isLong = tasks.map(costOf).reduce((sum, cost) => sum + cost, 0) > mostPlan;
  const shown = isLong ? tasks.map(withoutEvidence) : tasks;
  const groups = fill(shown, costOf, mostPlan, mostTasks);
  return groups.map((group, index) => [planOf(titleOf(name, groups, index), group)]);
}

function planOf(title: string, tasks: TaskCardBlock[]): PlanBlock {
  return { type: 'plan', title, tasks };
}

function titleOf(name: string, groups: readonly TaskCardBlock[][], index: number): string {
  if (groups.length === 1) return name;
  const first = groups.slice(0, index).flat().length + 1;
  const last = first + (groups[index]?.length ?? 0) - 1;
  return `${name}: ${first}-${last} of ${groups.flat().length}`;
}

const costOf = (task: TaskCardBlock) => JSON.stringify(task).length + 1;
