/** One checklist, from its reads to its Report: judged anew after each round trip. */
import type { Judged } from '../checks/judge.ts';
import type { Facts, SourceName } from '../checks/sources/source.ts';
import type { Target } from '../checks/target.ts';
import type { Action, Report } from '../report.ts';
import { gather } from './check-gather.ts';
import { describeCheck } from './check-report.ts';
import type { CheckRequest } from './check-target.ts';
import { reportOf } from './command.ts';
import { commandLine } from './command-line.ts';

export interface Checklist {
  target: Target;
  /** What its checks look at. */
  names: readonly SourceName[];
  /** What the command asks by itself. */
  given?: Promise<Facts>;
  judge(facts: Facts): readonly Judged[];
  /** Such as `shop/payments`. */
  label(facts: Facts): string;
  actions(facts: Facts): readonly Action[];
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
    return reportOf(request, {
      target: label,
      ...describeCheck({ label, judged: list.judge(facts), isPending }),
      actions: isPending ? [] : [rerun(request), ...list.actions(facts)],
    });
  };
  // Awaited after the last round: until then its failure has nobody who hears it.
  given.catch(() => undefined);
  let other: Checklist | undefined;
  const facts = await gather(request.cluster, { names, target, given }, async (known) => {
    other = await list.look?.(known);
    if (!other) request.show?.(describe(known, true));
    return other === undefined;
  });
  return other ? runChecklist(request, other) : describe(facts, false);
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
