/** The verdict of `check`, and the one line that says it. */
import type { Judged } from '../checks/judge.ts';
import { firstOf } from '../network/nearest.ts';
import { code, count, type Report } from '../report.ts';
import { causesIn } from './check-causes.ts';
import { reason } from './unreadable.ts';

export interface Described {
  /** `shop/payments`, `DNS`, or the name in DNS. */
  label: string;
  judged: readonly Judged[];
  isPending: boolean;
}

type Outcome = Pick<Report, 'verdict' | 'headline' | 'mark'>;

export function headlineOf({ label, judged, isPending }: Described): Outcome {
  const name = code(label);
  if (isPending) return { verdict: 'unknown', headline: `${name}: checking` };
  const causes = causesIn(judged);
  const [root, ...others] = causes;
  if (root && others.length > 0) {
    const ids = firstOf(
      causes.map(({ id }) => id),
      3,
    );
    return {
      verdict: 'problem',
      headline: `${name}: ${causes.length} independent root causes: ${ids}`,
    };
  }
  if (root) {
    const { at } = root;
    const summary = at === undefined ? root.summary : `${at}: ${root.summary}`;
    const headline = summary.startsWith(name) ? summary : `${name}: ${summary}`;
    return { verdict: 'problem', headline };
  }
  const open = judged.filter((one) => one.status === 'unknown' && !one.isOptional);
  if (open.length > 0) return unsure(name, judged, open);
  const warnings = judged.flatMap((one) => (one.status === 'warning' ? [one] : []));
  const [first, ...rest] = warnings;
  if (!first) return { verdict: 'ok', headline: `${name}: nothing wrong found${scope(judged)}` };
  const and = /[.?]$/.test(first.summary) ? ' And' : ', and';
  const more = rest.length > 0 ? `${and} ${count(rest.length, 'more warning')}` : '';
  return {
    verdict: 'ok',
    mark: 'warning',
    headline: `${name} works, with a warning: ${first.summary}${more}`,
  };
}

/** Nothing broken was seen, but that is not all there is to see. */
function unsure(name: string, judged: readonly Judged[], open: readonly Judged[]): Outcome {
  const isBlind = !judged.some(({ status }) => status === 'ok' || status === 'warning');
  const whys = open.flatMap((one) => {
    if (one.status !== 'unknown') return [];
    const [gap] = one.open ?? [];
    return [gap ? reason(gap) : one.summary];
  });
  const why = mostFrequent(whys);
  const headline = isBlind
    ? `${name} could not be checked: ${why}`
    : `${name}: no problem found, but ${count(open.length, 'check')} could not be made: ${why}`;
  return { verdict: 'unknown', headline };
}

function scope(judged: readonly Judged[]): string {
  const made = judged.filter(({ status }) => status === 'ok').length;
  return ` in ${count(made, 'check')}`;
}

/** What would help most comes first. */
function mostFrequent(words: readonly string[]): string {
  const groups = [...Map.groupBy(words, (word) => word).values()];
  return groups.toSorted((a, b) => b.length - a.length)[0]?.[0] ?? '';
}
