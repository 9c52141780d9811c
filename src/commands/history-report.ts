/** The words and tables of `history`: every change in a line, or one change from its request on. */
import { nameOf } from '../access/change-words.ts';
import type { JournalEntry, JournalEvent } from '../access/journal.ts';
import { shareOf } from '../canary/share.ts';
import type { Stories, Story } from '../journal.ts';
import { didYouMean } from '../network/nearest.ts';
import { exactPercent } from '../network/routes/split.ts';
import { code, count, type Mark, type Report, type Section } from '../report.ts';
import { type Request, reportOf } from './command.ts';
import { commandLine } from './command-line.ts';
import { historyData } from './history-data.ts';

export interface Asked {
  cluster: string;
  since: Date;
  /** Of an object, of a side, or the id of a change. */
  name?: string;
  namespace?: string;
  /** User id. */
  by?: string;
}

interface History extends Stories {
  asked: Asked;
  /** Names like the one that was asked for, where there is none. */
  near: readonly string[];
  now: Date;
}

export function describeHistory(request: Request<unknown>, history: History): Report {
  const { stories, asked, isCut, near } = history;
  const { cluster, since, name, namespace } = asked;
  const target = [namespace, name].filter(Boolean).join('/');
  const line = (word: string) => commandLine(request, word);
  return reportOf(request, {
    cluster,
    ...(target !== '' && { target }),
    verdict: 'ok',
    headline: headline(history),
    sections: [...table(stories), ...hints(history)],
    actions: near.map((one) => ({ label: `History of ${one}`, command: line(one) })),
    data: { since: since.toISOString(), changes: stories.map(historyData), isCut },
  });
}

function headline({ stories, asked, isCut }: History): string {
  const { cluster, since, name, namespace, by } = asked;
  const what = name === undefined ? '' : ` of ${code(name)}`;
  const inside = namespace === undefined ? '' : `namespace ${code(namespace)} of `;
  const whose = by === undefined ? '' : ` that ${code(by)} asked for or decided`;
  const place = `${inside}cluster ${code(cluster)}`;
  const rest = `${what}${whose} in ${place} since ${momentOf(since.toISOString())} UTC`;
  if (stories.length === 0) return `There is no change${rest}`;
  const waiting = stories.filter((story) => isOpen(story)).length;
  const open = waiting === 0 ? '' : `; ${waiting} pending`;
  const number = count(stories.length, 'change');
  return `${isCut ? `The last ${number}` : number}${rest}${open}`;
}

function hints({ stories, asked, isCut, near }: History): Section[] {
  const narrow = `a name, ${code('--by')} or a shorter ${code('--since')}`;
  const texts = [
    ...(isCut ? [`There may be more, further back: narrow it down with ${narrow}.`] : []),
    ...(stories.length === 0 && near.length > 0 ? [didYouMean(near).trim()] : []),
    ...(stories.length > 0 && asked.name === undefined
      ? [`${code('history <change>')} tells all that happened to one.`]
      : []),
  ];
  return texts.map((text) => ({ kind: 'text', text }));
}

function table(stories: readonly Story[]): Section[] {
  const rows = stories.flatMap((story) => {
    const [first] = story;
    if (!first) return [];
    const { requestedAt, who, target, change } = first;
    return [[momentOf(requestedAt), who?.user ?? '—', target, shift(first), endOf(story), change]];
  });
  if (rows.length === 0) return [];
  const labels = ['Asked for (UTC)', 'By', 'Object', 'Canary', 'Outcome', 'Change'];
  const columns = labels.map((label) => ({ label }));
  return [{ kind: 'table', title: count(rows.length, 'change'), columns, rows }];
}

/** All that happened to one. */
export function describeStory(request: Request<unknown>, story: Story, now: Date): Report {
  const [first] = story;
  if (!first) throw new Error('a story begins with its request');
  const { change, cluster, target, rule, who, reason, undoOf, hash, channel } = first;
  const fields = [
    { label: 'Object', value: `${code(target)} in cluster ${code(cluster)}` },
    { label: 'Rule', value: rule },
    { label: 'Asked for by', value: `${who ? nameOf(who) : 'nobody known'} in ${code(channel)}` },
    { label: 'Reason', value: reason ?? 'none given' },
    { label: 'Undoes', value: undoOf === undefined ? '' : code(undoOf) },
    { label: 'Hash of the plan', value: code(hash) },
  ];
  return reportOf(request, {
    cluster,
    target,
    verdict: 'ok',
    mark: markOf(story),
    headline: `${code(change)}: canary of ${code(target)} ${shift(first)}: ${endOf(story)}`,
    sections: [
      { kind: 'fields', fields: fields.filter(({ value }) => value !== '') },
      happenings(story, now),
    ],
    data: { since: first.requestedAt, changes: [historyData(story)], isCut: false },
  });
}

function happenings(story: Story, now: Date): Section {
  const inTime = story.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return {
    kind: 'table',
    title: 'What happened',
    columns: ['When (UTC)', 'What', 'Who', 'Words'].map((label) => ({ label })),
    rows: inTime.map(({ at, event, who, words }) => [
      secondOf(at, now),
      whatWords[event],
      who?.user ?? '—',
      words ?? '',
    ]),
  };
}

const whatWords: Record<JournalEvent, string> = {
  requested: 'asked for',
  approved: 'approved',
  writing: 'about to be written',
  written: 'written',
  rejected: 'rejected',
  cancelled: 'taken back',
  expired: 'expired',
  voided: 'void',
  refused: 'refused',
  failed: 'failed',
  unclear: 'unclear',
  applied: 'carried out',
  undone: 'undone',
};

const lastOf = (story: Story): JournalEvent => story.at(-1)?.event ?? 'requested';

const isOpen = (story: Story) => /^(requested|approved|writing|written)$/.test(lastOf(story));

/** How it ended, or how far it is. */
function endOf(story: Story): string {
  const last = lastOf(story);
  if (last === 'requested') return 'waits for approval';
  if (last === 'writing' || last === 'written') return 'being carried out';
  const who = story.at(-1)?.who;
  const words = who ? `${whatWords[last]} by ${who.user}` : whatWords[last];
  return last === 'approved' ? `${words}, not done yet` : words;
}

function markOf(story: Story): Mark {
  if (isOpen(story)) return 'unknown';
  const last = lastOf(story);
  if (last === 'applied' || last === 'undone') return 'ok';
  if (last === 'unclear') return 'unknown';
  return /^(rejected|cancelled|expired)$/.test(last) ? 'skipped' : 'problem';
}

/** `20 % → 30 %`, of the canary. */
function shift({ weights }: JournalEntry): string {
  const canary = weights.findIndex(({ isCanary }) => isCanary);
  const share = (side: 'before' | 'after') =>
    exactPercent(
      shareOf(
        weights.map((weight) => weight[side]),
        canary,
      ),
    );
  return `${share('before')} → ${share('after')}`;
}

const momentOf = (at: string) => at.slice(0, 16).replace('T', ' ');

/** The day too, where it is not today. */
function secondOf(at: string, now: Date): string {
  const [day, time] = [at.slice(0, 10), at.slice(11, 19)];
  return now.toISOString().startsWith(day) ? time : `${day} ${time}`;
}
