/** One checklist, from its reads to its Report: judged anew after each round trip. */
import type { Judged } from '../checks/judge.ts';
import type { Facts, SourceName } from '../checks/sources/source.ts';
import type { Ahead, Target } from '../checks/target.ts';
import type { Action, NotEvaluated, Report } from '../report.ts';
import { gather } from './check-gather.ts';
import { describeCheck } from './check-report.ts';
import type { CheckRequest } from './check-target.ts';
import { reportOf } from './command.ts';
import { commandLine } from './command-line.ts';

export interface Checklist {
  target: Target;
  /** A guess at the target's questions, put beside them so that they wait for less. */
  ahead?: Ahead;
  /** What its checks look at. */
  names: readonly SourceName[];
  /** What the command asks by itself. */
  given?: Promise<Facts>;
  judge(facts: Facts): readonly Judged[];
  /** Such as `shop/payments`. */
  label(facts: Facts): string;
  actions(facts: Facts): readonly Action[];
  /** What none of its checks speaks of. */
  leftOut?(facts: Facts): readonly NotEvaluated[];
  /**
   * Before anything is shown.
   * @returns the list that answers instead, if this one turns out to be the wrong one
   * @throws UserError where the question has no answer
   */
  look?(facts: Facts): Promise<Checklist | undefined>;
}

export async function runChecklist(request: CheckRequest, list: Checklist): Promise<Report> {
  const { target, names, given = Promise.resolve({}) } = list;
  const describe = (facts: Facts, isPending: boolean): Report => {
    const label = list.label(facts);
    const body = describeCheck({ label, judged: list.judge(facts), isPending });
    return reportOf(request, {
      target: label,
      ...body,
      notEvaluated: [...body.notEvaluated, ...(list.leftOut?.(facts) ?? [])],
      actions: isPending ? [] : [rerun(request), ...list.actions(facts)],
    });
  };
  // Awaited after the last round: until then its failure has nobody who hears it.
  given.catch(() => undefined);
  const stop = askAhead(request, list);
  let other: Checklist | undefined;
  const facts = await gather(request.cluster, { names, target, given }, async (known) => {
    other = await list.look?.(known);
    if (!other) request.show?.(describe(known, true));
    return other === undefined;
  }).finally(stop);
  return other ? runChecklist(request, other) : describe(facts, false);
}

/**
 * Its answers wait at the door for those who ask in earnest; where it fails, so do they.
 * @returns ends it
 */
function askAhead(request: CheckRequest, { names, target, ahead }: Checklist): () => void {
  let isOver = false;
  if (ahead) {
    const guess = { names, target: { ...target, ahead }, given: Promise.resolve({}) };
    gather(request.cluster, guess, async () => !isOver).catch(() => undefined);
  }
  return () => {
    isOver = true;
  };
}

function rerun(request: CheckRequest): Action {
  const { target, name, from, port } = request.args;
  const words = [
    target,
    ...(name ? [name] : []),
    ...(from ? [`--from ${from}`] : []),
    ...(port ? [`--port ${port}`] : []),
    ...(request.namespace ? [`-n ${request.namespace}`] : []),
  ];
  return { label: 'Re-run', isRepeat: true, command: commandLine(request, words.join(' ')) };
}
