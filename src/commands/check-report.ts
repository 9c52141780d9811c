/** The Report of `check`: root causes with their fix, then the whole list. */
import { type Judged, rootCauses } from '../checks/judge.ts';
import {
  type ChecklistItem,
  code,
  count,
  type NotEvaluated,
  type Report,
  type Section,
} from '../report.ts';
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
  const roots = rootCauses(judged);
  const title = roots.length > 1 ? `Root causes: ${roots.length}, independent` : 'Root cause';
  return roots.flatMap(({ summary, fix, kubectl, ...one }, index): Section[] => [
    {
      kind: 'marks',
      ...(index === 0 && { title }),
      items: [{ mark: 'problem', text: `${code(idOf(one))}: ${summary}` }],
    },
    { kind: 'text', text: `Fix: ${fix}` },
    { kind: 'code', text: kubectl },
  ]);
}

function checklist(judged: readonly Judged[]): Section {
  const done = judged.filter(({ status }) => status !== 'pending').length;
  const all = count(judged.length, 'check');
  const title = done === judged.length ? `${all}, along the way` : `${done} of ${all} done`;
  return { kind: 'checklist', title, items: judged.map(toItem) };
}

/** `pods-ready (shop/api)` */
export const idOf = ({ check, of }: Pick<Judged, 'check' | 'of'>): string =>
  of === undefined ? check.id : `${check.id} (${of})`;

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
