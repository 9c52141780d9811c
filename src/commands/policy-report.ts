/** The answer of `policy test`: what was asked, what the rules say, and whose approvals it needs. */
import { approversAt } from '../access/approvers.ts';
import { percent } from '../access/limits.ts';
import type { Approvals } from '../access/rules.ts';
import { peopleWords, whoWords } from '../access/who.ts';
import type { PolicyRule, Right } from '../policy-rule.ts';
import { code, count, type Report, type Section, type Verdict } from '../report.ts';
import { type Answer, answerSection } from './policy-answer.ts';
import type { Tested, TestedChange } from './policy-tested.ts';

export function describePolicy(
  tested: Tested,
): Pick<Report, 'verdict' | 'headline' | 'sections' | 'data'> {
  const { reading, change } = tested;
  return {
    ...(change && { target: `${change.place.namespace}/${change.place.route}` }),
    verdict: verdictOf(tested),
    headline: headlineOf(tested),
    sections: [
      { kind: 'fields', fields: fieldsOf(tested) },
      answerSection(`Read the cluster ${code(tested.cluster)}`, reading, about(tested, 'read')),
      ...(change ? changeSections(tested, change) : []),
    ],
    data: dataOf(tested),
  };
}

const about = ({ actor: { user }, rules }: Tested, right: Right) => ({ user, rules, right });

/** Whether the line would do what it says; who may approve is told beside it. */
function verdictOf({ unanswered, reading, change }: Tested): Verdict {
  const answers = [reading, ...(change ? [change.asking] : [])].map(({ is }) => is);
  if (unanswered || answers.includes('no')) return 'problem';
  return answers.includes('depends') ? 'unknown' : 'ok';
}

function headlineOf(tested: Tested): string {
  const { line, actor, change, unanswered } = tested;
  const approvals = change?.asking.best.approvals;
  const who = code(actor.user);
  const verdict = verdictOf(tested);
  const needs = approvals ? `, which then needs ${count(approvals.count, 'approval')}` : '';
  if (verdict === 'ok') return `${who} may ask ${code(line.text)}${needs}`;
  if (verdict === 'unknown')
    return `Whether ${who} may ask ${code(line.text)} depends on user groups`;
  return `${who} may not ask ${code(line.text)}${unanswered ? ' there' : ''}`;
}

function fieldsOf({ actor, cluster, change, unanswered }: Tested) {
  const { user, channel, groups } = actor;
  const isIn = [...groups].filter(([, is]) => is).map(([group]) => group);
  const members = isIn.length > 0 ? `, in ${isIn.map(code).join(', ')}` : '';
  const answered = unanswered ? `: ${unanswered.what} ${unanswered.hint}` : '';
  return [
    { label: 'Who', value: `${code(user)}${members}` },
    ...(channel === '' ? [] : [{ label: 'Channel', value: `${code(channel)}${answered}` }]),
    { label: 'Cluster', value: code(cluster) },
    ...(change ? changeFields(change) : []),
  ];
}

function changeFields({ place, before, after }: TestedChange) {
  const from = before === undefined ? '' : `from ${percent(before * 100)} `;
  return [
    { label: 'Route', value: code(`${place.namespace}/${place.route}`) },
    { label: 'Canary', value: `${from}to ${percent(after * 100)} of the traffic` },
  ];
}

function changeSections(tested: Tested, change: TestedChange): Section[] {
  const { rules } = tested;
  const { asking, approving, place } = change;
  const { approvals } = asking.best;
  const rule = approvals && rules.find(({ name }) => name === approvals.rule);
  const needed = approvals && approvalFields(approvals, approversAt(place, rules), rule);
  return [
    answerSection('Ask for the change', asking, about(tested, 'canary')),
    ...(needed ? [{ kind: 'fields' as const, title: 'What it then needs', fields: needed }] : []),
    answerSection('Approve such a change of somebody else', approving, about(tested, 'approve')),
  ];
}

function approvalFields(
  { count: needed, from, expiresAfterMinutes, isReasonRequired }: Approvals,
  approvers: readonly PolicyRule[],
  rule: PolicyRule | undefined,
) {
  const who = [...new Set(approvers.map((one) => whoWords(one.who)))].join('; ');
  const limited = from ? `; of these only ${peopleWords(from)}` : '';
  return [
    {
      label: 'Approvals',
      value:
        needed === 1 ? '1, never of who asks' : `${needed}, of different people, never of who asks`,
    },
    { label: 'From', value: `${who}${limited}` },
    { label: 'Within', value: count(expiresAfterMinutes, 'minute') },
    { label: 'Reason', value: isReasonRequired ? 'required' : 'not required' },
    ...(rule ? [{ label: 'Limits', value: limitWords(rule) }] : []),
  ];
}

function limitWords({ name, limits }: PolicyRule): string {
  const { maximumWeight, maximumStep, despiteGitOps } = limits;
  const words = [
    maximumWeight === undefined ? 'any share' : `at most ${percent(maximumWeight)}`,
    maximumStep === undefined ? 'in one step' : `at most ${maximumStep} points in one step upwards`,
    despiteGitOps ? 'also despite GitOps' : 'not despite GitOps',
  ];
  return `${words.join(', ')} (${code(name)})`;
}

function dataOf({ line, actor, cluster, reading, change, unanswered }: Tested) {
  const { user, channel, groups } = actor;
  return {
    line: line.text,
    as: { user, channel: channel || null, groups: Object.fromEntries([...groups]) },
    answered: unanswered === undefined,
    reading: { cluster, ...answerData(reading) },
    change: change ? changeData(change) : null,
  };
}

function changeData({ place, before, after, asking, approving }: TestedChange) {
  return {
    ...place,
    shares: { before: before ?? null, after },
    ...answerData(asking),
    approvals: asking.best.approvals ?? null,
    approving: answerData(approving),
  };
}

function answerData({ is, verdict, best, needs }: Answer) {
  return {
    allowed: is,
    groupsNeeded: needs,
    ...(best.isAllowed ? { rule: best.rule } : { what: best.what, hint: best.hint }),
    rules: verdict.trail.map(({ rule, fits, why }) => ({ rule, fits, why })),
  };
}
