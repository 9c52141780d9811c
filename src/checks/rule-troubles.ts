/** Troubles of rules as one finding: the gravest is said, all are evidence. */
import type { Named } from '../network/routes/route.ts';
import type { RuleTrouble } from '../network/routes/trouble.ts';
import { visible } from '../report.ts';
import type { Finding } from './check.ts';
import { problem, warning } from './findings.ts';

const mostFurther = 2;

/** @param troubles at least one, the gravest first */
export function toldTroubles(
  troubles: readonly RuleTrouble[],
  causedBy?: readonly string[],
): Finding {
  const [first, ...more] = troubles;
  const further = more.slice(0, mostFurther).map(({ summary }) => `; ${summary}`);
  const left = more.length - further.length;
  const advice = {
    summary: `${first?.summary ?? ''}${further.join('')}${left > 0 ? `; and ${left} more` : ''}`,
    evidence: troubles.map(({ at, field, value }) => ({
      object: `${at.kind.toLowerCase()} ${at.namespace}/${at.name}`,
      field,
      value: visible(value),
    })),
    fix: first?.fix ?? '',
    kubectl: first?.kubectl ?? show(first?.at),
    ...(causedBy && { causedBy }),
  };
  return first?.gravity === 'breaks' ? problem(advice) : warning(advice);
}

const show = (at: Named | undefined) =>
  at ? `kubectl get ${at.kind.toLowerCase()} ${at.name} -n ${at.namespace} -o yaml` : '';
