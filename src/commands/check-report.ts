/** The Report of `check`: root causes with their fix, then the whole list. */
import type { Judged } from '../checks/judge.ts';
import { firstOf } from '../network/nearest.ts';
import {
  type ChecklistItem,
  code,
  count,
  type NotEvaluated,
  type Report,
  type Section,
} from '../report.ts';
import { causesIn, idOf } from './check-causes.ts';
import { checkData } from './check-data.ts';
import { type Described, headlineOf } from './check-headline.ts';
import { notEvaluated } from './unreadable.ts';

type Body = Pick<
  Report,
  'verdict' | 'headline' | 'mark' | 'sections' | 'data' | 'notEvaluated' | 'isPending'
>;

export function describeCheck(described: Described): Body {
  const { judged, isPending } = described;
  return {
    ...headlineOf(described),
    ...(isPending && { isPending: true as const }),
    sections: [...causeSections(judged), checklist(judged)],
    data: checkData(judged),
    notEvaluated: openEnds(judged),
  };
}

/** One line for each reason, however many checks it keeps from being made. */
function openEnds(judged: readonly Judged[]): NotEvaluated[] {
  const all = judged.flatMap((one) => {
    if (one.status === 'pending') return [];
    const id = code(idOf(one));
    return [
      ...notEvaluated(one.open ?? [], id),
      ...notEvaluated(one.without ?? [], `a part of ${id}`),
    ];
  });
  return [...Map.groupBy(all, ({ why }) => why)].map(([why, same]) => ({
    what: same.map(({ what }) => what).join(', '),
    why,
  }));
}

/** What a person in a hurry needs, before anything else. */
function causeSections(judged: readonly Judged[]): Section[] {
  const causes = causesIn(judged);
  const rest = causes.slice(mostCauses).map(({ id }) => id);
  const title = causes.length > 1 ? `Root causes: ${causes.length}, independent` : 'Root cause';
  const sections = causes
    .slice(0, mostCauses)
    .flatMap(({ id, summary, fix, kubectl }, index): Section[] => [
      {
        kind: 'marks',
        ...(index === 0 && { title }),
        items: [{ mark: 'problem', text: `${code(id)}: ${summary}` }],
      },
      { kind: 'text', text: `Fix: ${fix}` },
      { kind: 'code', text: kubectl },
    ]);
  if (rest.length === 0) return sections;
  return [...sections, { kind: 'text', text: `And, in the list below: ${firstOf(rest, 5)}.` }];
}

/** Told with their fix; who has more mends these first. */
const mostCauses = 5;

/** Of more than these, a backend in which nothing is wrong takes one line. */
const mostInFull = 2;

function checklist(judged: readonly Judged[]): Section {
  const done = judged.filter(({ status }) => status !== 'pending').length;
  const all = count(judged.length, 'check');
  const title = done === judged.length ? `${all}, along the way` : `${done} of ${all} done`;
  return { kind: 'checklist', title, items: itemsOf(judged) };
}

function itemsOf(judged: readonly Judged[]): ChecklistItem[] {
  const backends = new Set(judged.flatMap(({ of }) => of ?? []));
  if (backends.size <= mostInFull) return judged.map(toItem);
  return [...Map.groupBy(judged, ({ of }) => of)].flatMap(([of, own]) =>
    of === undefined || own.some(isTold) ? own.map(toItem) : shortened(own),
  );
}

const isTold = ({ status }: Judged) => !['ok', 'skipped', 'pending'].includes(status);

/** What is in doubt is no part of what is well. */
function shortened(own: readonly Judged[]): ChecklistItem[] {
  const [open, rest] = [own.filter(isOpen), own.filter((one) => !isOpen(one))];
  return [...inOneLine(rest), ...open.map(toItem)];
}

const isOpen = (one: Judged) => one.status === 'skipped' && one.summary.startsWith('Not evaluated');

/** What all of its checks come down to. */
const gist = 'endpoints-present';

/** One of its checks speaks for the others. */
function inOneLine(own: readonly Judged[]): ChecklistItem[] {
  const shown =
    own.find(({ status }) => status === 'pending') ??
    own.find(({ check, status }) => check.id === gist && status === 'ok') ??
    own.findLast(({ status }) => status === 'ok') ??
    own.at(-1);
  if (!shown) return [];
  const { text, ...item } = toItem(shown);
  const more = count(own.length - 1, 'more check');
  return [text === undefined ? item : { ...item, text: `${text}; nothing wrong in ${more}` }];
}

function toItem(one: Judged): ChecklistItem {
  if (one.status === 'pending') return { id: idOf(one), status: 'pending' };
  const cause = 'consequenceOf' in one ? one.consequenceOf : undefined;
  const text = cause === undefined ? one.summary : `follows from ${code(cause)}: ${one.summary}`;
  const details = (one.evidence ?? []).map(
    ({ object, field, value }) => `${object}: ${code(field)} is ${code(value)}`,
  );
  const advice = one.status === 'warning' ? [`Fix: ${one.fix}`, one.kubectl] : [];
  const all = [...details, ...advice];
  return { id: idOf(one), status: one.status, text, ...(all.length > 0 && { details: all }) };
}
