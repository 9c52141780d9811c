/** Runs the rules over what was read. What could not be read makes a rule unknown, never fine. */
import type { Open } from '../sources/source.ts';
import type { AuditFacts, AuditFinding, PartName, Rule, Severity, World } from './rule.ts';

export type Found = AuditFinding & { severity: Severity };

export type Assessed = { rule: Rule } & (
  | { status: 'ok' | 'skipped' }
  | { status: 'findings'; findings: readonly Found[] }
  /** Why: what was refused, or what there is more of than was read. */
  | { status: 'unknown'; open: readonly Open[]; cut: readonly PartName[] }
);

/** The worst first. */
export const severities: readonly Severity[] = ['high', 'medium', 'low'];

/** Of these only some matter: that there are more changes nothing. */
const samples: ReadonlySet<PartName> = new Set(['nodes', 'ingressClasses']);

/** @param isAbout leaves out what the question was not about */
export function assess(
  rules: readonly Rule[],
  facts: AuditFacts,
  isAbout: (finding: AuditFinding) => boolean = () => true,
): Assessed[] {
  const world = Object.fromEntries(
    Object.entries(facts).map(([name, found]) => [name, found.all]),
  ) as unknown as World;
  return rules.map((rule): Assessed => {
    const open = rule.needs.flatMap((name) => facts[name].gaps);
    const cut = rule.needs.filter((name) => facts[name].isCut && !samples.has(name));
    if (open.length > 0 || cut.length > 0) return { rule, status: 'unknown', open, cut };
    if (!rule.concerns(world)) return { rule, status: 'skipped' };
    const findings = rule.run(world).filter(isAbout).map(withSeverity(rule)).sort(byWeight);
    return findings.length > 0 ? { rule, status: 'findings', findings } : { rule, status: 'ok' };
  });
}

const withSeverity =
  ({ severity }: Rule) =>
  (finding: AuditFinding): Found => ({ ...finding, severity: finding.severity ?? severity });

const byWeight = (a: Found, b: Found) =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  a.object.localeCompare(b.object, 'en', { numeric: true });
