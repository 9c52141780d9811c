/** What `policy` does: puts a line to the rules, and tells what is taken to be so. */
import type { NotEvaluated, Report } from '../report.ts';
import { type Command, type Request, reportOf } from './command.ts';
import { parsePolicyLine } from './policy-line.ts';
import { describePolicy } from './policy-report.ts';
import { type Tested, testLine } from './policy-tested.ts';
import type { PolicyArgs } from './policy-who.ts';

export async function runPolicy(
  request: Request<PolicyArgs>,
  commands: readonly Command[],
): Promise<Report> {
  const tested = await testLine(request, parsePolicyLine(request.args.line, commands));
  const notEvaluated = [...(tested.change?.assumed ?? []), ...noChannel(tested)];
  return reportOf(request, { ...describePolicy(tested), notEvaluated });
}

function noChannel({ actor, rules }: Tested): NotEvaluated[] {
  const isBound = rules.some(({ who }) => who.channels && !who.channels.includes('*'));
  if (actor.channel !== '' || !isBound) return [];
  return [
    { what: 'rules that count in some channels only', why: 'no channel is named: add `--channel`' },
  ];
}
