/** The JSON of `check`, see docs/json.md. */
import { type Judged, rootCauses } from '../checks/judge.ts';

export function checkData(judged: readonly Judged[]): Record<string, unknown> {
  return {
    rootCauses: rootCauses(judged).map(({ check, of, summary, fix, kubectl }) => ({
      check: check.id,
      ...(of && { of }),
      summary,
      fix,
      kubectl,
    })),
    findings: judged.flatMap((one) => {
      if (one.status === 'pending') return [];
      const { check, of, status, summary, evidence = [] } = one;
      const cause = 'consequenceOf' in one ? one.consequenceOf : undefined;
      return [
        {
          check: check.id,
          ...(of && { of }),
          status,
          summary,
          evidence,
          ...(cause && { consequenceOf: cause }),
        },
      ];
    }),
  };
}
