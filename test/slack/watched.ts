/** A command that is watched while it works, and what Slack shows of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PlanBlock } from '@slack/types';
import * as z from 'zod';
import { defineCommand, reportOf } from '../../src/commands/command.ts';
import { UserError } from '../../src/errors.ts';
import type { Message } from '../../src/playground/slack/slack.ts';
import type { Checklist, ChecklistItem, Section } from '../../src/report.ts';
import { tasksOf } from '../../src/slack/tasks.ts';

const ids = ['service-exists', 'pods-ready', 'dns-answers'];
const found: Omit<ChecklistItem, 'id'>[] = [
  { status: 'ok', text: 'it has 2 ports' },
  { status: 'problem', text: '1 of 3 pods is ready', details: ['`api-1`: HTTP 503'] },
  { status: 'warning', text: 'slow' },
];
/** As far as the first `done` of them are known. */
export const listOf = (done: number): Checklist => ({
  kind: 'checklist',
  title: 'Checked',
  items: ids.map((id, at) => ({ id, ...((at < done && found[at]) || { status: 'pending' }) })),
});
const before: Section[] = [
  { kind: 'text', text: 'Root cause: the readiness probe asks the wrong port.' },
  { kind: 'code', title: 'Fix', text: 'kubectl edit deployment api' },
];
/** More than fits into one message together with the list. */
const long: Section = { kind: 'text', text: 'A sentence about the root cause. '.repeat(345) };

/** Longer than what Slack is told at once waits. */
const pauseMs = 1300;

export const watched = defineCommand({
  name: 'watched',
  summary: 'Look at things one by one',
  positionals: ['how'],
  options: {},
  examples: ['watched well'],
  args: z.strictObject({ how: z.enum(['well', 'long', 'badly', 'unseen']) }),
  access: 'read',
  needs: ['services'],
  async run(request) {
    const { how } = request.args;
    const said = (headline: string, sections: Section[]) =>
      reportOf(request, { verdict: 'problem', headline, sections });
    for (const done of how === 'unseen' ? [] : [0, 2]) {
      request.show?.(said(`watched ${how}: ${done} of 3`, [listOf(done)]));
      await sleep(pauseMs);
    }
    if (how === 'badly') throw new UserError('unreadable', { what: 'It broke.', hint: 'Mend it.' });
    const first = how === 'long' ? [long] : before;
    return said(`watched ${how}: done`, [...first, listOf(3)]);
  },
});

export const plansOf = ({ blocks = [] }: Pick<Message, 'blocks'>): PlanBlock[] =>
  blocks.flatMap((block) => (block.type === 'plan' ? [block as unknown as PlanBlock] : []));

/** The statuses of the tasks, such as `complete error pending`. */
export const statusesOf = (message: Pick<Message, 'blocks'>): string =>
  plansOf(message)
    .flatMap((plan) => tasksOf(plan).map(({ status }) => status))
    .join(' ');
