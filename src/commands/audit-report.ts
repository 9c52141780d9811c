/** The Report of `audit`: findings by severity and rule, each rule with its reason and fix once. */
import { type Assessed, type Found, severities } from '../checks/audit/assess.ts';
import { kindsOf } from '../checks/audit/kinds.ts';
import type { Rule, Severity } from '../checks/audit/rule.ts';
import { oneOf } from '../network/nearest.ts';
import { code, count, type NotEvaluated, type Report, type Section } from '../report.ts';
import { auditData } from './audit-data.ts';
import { notEvaluated } from './unreadable.ts';

type Body = Pick<Report, 'verdict' | 'headline' | 'mark' | 'sections' | 'data' | 'notEvaluated'>;

/** @param label `shop`, marked as a name, or `all namespaces` */
export function describeAudit(label: string, assessed: readonly Assessed[]): Body {
  return {
    ...headlineOf(label, assessed),
    sections: [...findingSections(assessed), ...restSection(assessed)],
    data: auditData(assessed),
    notEvaluated: assessed.flatMap(openOf),
  };
}

const findingsOf = (assessed: readonly Assessed[]): readonly Found[] =>
  assessed.flatMap((one) => (one.status === 'findings' ? one.findings : []));

function headlineOf(
  label: string,
  assessed: readonly Assessed[],
): Pick<Report, 'verdict' | 'headline' | 'mark'> {
  const all = findingsOf(assessed);
  const unknown = assessed.filter(({ status }) => status === 'unknown').length;
  const rules = count(assessed.length, 'rule');
  const where = unknown > 0 ? `${assessed.length - unknown} of ${rules}` : rules;
  if (all.length === 0) {
    const headline = `${label}: nothing to improve found in ${where}`;
    return unknown > 0
      ? { verdict: 'unknown', headline: `${headline}; the others could not be held to it` }
      : { verdict: 'ok', headline };
  }
  const counts = severities.flatMap((severity) => {
    const { length } = all.filter((one) => one.severity === severity);
    return length > 0 ? [`${length} ${severity}`] : [];
  });
  return { verdict: 'ok', mark: 'warning', headline: `${label}: ${counts.join(', ')} in ${where}` };
}

interface Group {
  rule: Rule;
  severity: Severity;
  findings: readonly Found[];
}

function findingSections(assessed: readonly Assessed[]): Section[] {
  const groups = severities.flatMap((severity) =>
    assessed.flatMap((one): Group[] => {
      if (one.status !== 'findings') return [];
      const findings = one.findings.filter((finding) => finding.severity === severity);
      return findings.length > 0 ? [{ rule: one.rule, severity, findings }] : [];
    }),
  );
  return groups.flatMap((group, at) => {
    const isFirst = groups.findIndex(({ rule }) => rule === group.rule) === at;
    return groupSections(group, isFirst);
  });
}

const mostObjects = 8;
const words: Record<Severity, string> = { high: 'High', medium: 'Medium', low: 'Low' };

/** Why it matters is said where a rule comes up first. */
function groupSections({ rule, severity, findings }: Group, isFirst: boolean): Section[] {
  const shown = findings.slice(0, mostObjects);
  const rest = findings.length - shown.length;
  const fixes = [...new Set(shown.map(({ fix }) => fix))];
  const { why, source } = rule.explain;
  return [
    {
      kind: 'marks',
      title: `${words[severity]}: ${code(rule.id)}`,
      items: [
        ...shown.map(({ object, summary }) => ({
          mark: 'warning' as const,
          text: `${code(object)}: ${summary}`,
        })),
        ...(rest > 0 ? [{ mark: 'warning' as const, text: `and ${rest} more` }] : []),
      ],
    },
    ...(isFirst ? [{ kind: 'text' as const, text: `Why: ${why} ${source}` }] : []),
    ...fixes.map((fix) => ({ kind: 'text' as const, text: `Fix: ${fix}` })),
    { kind: 'code', text: shown[0]?.kubectl ?? '' },
  ];
}

function restSection(assessed: readonly Assessed[]): Section[] {
  const idsOf = (status: Assessed['status']) =>
    assessed.filter((one) => one.status === status).map(({ rule }) => rule.id);
  const [fine, skipped] = [idsOf('ok'), idsOf('skipped')];
  const lines = [
    ...(fine.length > 0 ? [`Nothing found by ${oneOf(fine, 'and')}.`] : []),
    ...(skipped.length > 0 ? [`Nothing to look at for ${oneOf(skipped, 'and')}.`] : []),
  ];
  return lines.length > 0 ? [{ kind: 'text', text: lines.join(' ') }] : [];
}

function openOf(one: Assessed): NotEvaluated[] {
  if (one.status !== 'unknown') return [];
  const what = code(one.rule.id);
  if (one.open.length > 0) return notEvaluated(one.open, what);
  const kinds = oneOf(
    one.cut.flatMap((name) => kindsOf[name]),
    'and',
  );
  const why = `there are more ${kinds} than an audit reads. Ask about less: a namespace, ${code('-n <namespace>')}, or one Service.`;
  return [{ what, why }];
}
