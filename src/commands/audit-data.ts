/** The JSON of `audit`, see docs/json.md. */
import type { Assessed } from '../checks/audit/assess.ts';

export function auditData(assessed: readonly Assessed[]): Record<string, unknown> {
  return {
    findings: assessed.flatMap((one) => {
      if (one.status !== 'findings') return [];
      return one.findings.map(({ object, severity, summary, evidence, fix, kubectl }) => ({
        rule: one.rule.id,
        severity,
        object,
        summary,
        evidence,
        fix,
        kubectl,
      }));
    }),
    rules: assessed.map(({ rule, status }) => ({
      id: rule.id,
      severity: rule.severity,
      status,
    })),
  };
}
