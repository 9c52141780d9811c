/** The answer of `dns` in one line: resolves or not, to what, and the first reason why not. */
import { dataText } from '../network/dns-records.ts';
import type { Reason } from '../network/dns-why.ts';
import { firstOf } from '../network/nearest.ts';
import { code, count, type Mark } from '../report.ts';
import { type Expected, own } from './dns-answers.ts';
import type { DnsFacts } from './dns-facts.ts';
import { serverText, valueText } from './dns-tables.ts';

/** A name that should resolve may still be of no use: the mark then says more than the verdict. */
export function judge(facts: DnsFacts, expected: readonly Expected[], reasons: readonly Reason[]) {
  const resolves = expected.some(({ answer }) => answer.answers.length > 0);
  const isProblem = !resolves || reasons.some(({ mark }) => mark === 'problem');
  if (facts.subject.kind === 'outside' && !resolves) return outside(facts, expected, reasons);
  const has = namesFound(facts, expected);
  if (!has && facts.isOpen && !reasons.some(({ mark }) => mark === 'problem')) {
    const what = facts.asked.kind === 'address' || podOf(facts) ? 'has a name' : 'resolves';
    const headline = `Whether ${displayName(facts)} ${what} is not known${whyNot(reasons, 'unknown')}`;
    return { verdict: 'unknown' as const, headline };
  }
  if (!has && podOf(facts)) {
    const headline = `${displayName(facts)} has no name of its own: it is a ready endpoint of no Service`;
    return { verdict: 'ok' as const, mark: 'warning' as const, headline };
  }
  const hasWarning = reasons.some(({ mark }) => mark === 'warning');
  return {
    verdict: isProblem ? ('problem' as const) : ('ok' as const),
    ...(!isProblem && hasWarning && { mark: 'warning' as const }),
    headline: resolves ? resolving(facts, expected, reasons) : failing(facts, expected, reasons),
  };
}

const podOf = ({ subject }: DnsFacts) => ('pod' in subject ? subject.pod : undefined);

/** `10-244-1-7.shop.pod.cluster.local` is made from an address, and no name that somebody gave it. */
function namesFound(facts: DnsFacts, expected: readonly Expected[]): boolean {
  const back = expected.filter(({ question }) => question.type === 'PTR');
  const own = podOf(facts) && back.length > 0 ? back : expected;
  return own.some(({ answer }) => answer.answers.length > 0);
}

function resolving(
  facts: DnsFacts,
  expected: readonly Expected[],
  reasons: readonly Reason[],
): string {
  const name = displayName(facts);
  const told = expected.filter(({ answer }) => answer.answers.length > 0);
  const back = told.find(({ question }) => question.type === 'PTR');
  const first = facts.asked.kind === 'address' && back ? back : told[0];
  const main = told.filter(({ question }) => question.name === first?.question.name);
  const answers = main.flatMap(({ answer }) => answer.answers);
  const alias = answers.find(({ type }) => type === 'CNAME');
  const values = [...new Set(answers.filter(({ type }) => type !== 'CNAME').map(valueText))];
  const where =
    values.length > 3 ? count(values.length, 'address', 'addresses') : firstOf(values, 3);
  if (facts.asked.kind === 'address') return `${name} is expected to be ${where}`;
  if (!alias) return `${name} is expected to resolve to ${where}`;
  const nowhere = whyNot(reasons);
  const unresolved = nowhere ? `which leads nowhere${nowhere}` : 'resolved outside the cluster';
  const end = values.length > 0 ? `expected to resolve to ${where}` : unresolved;
  return `${name} is an alias of ${code(dataText(alias))}, ${end}`;
}

/** `: the first sentence of the first problem`, or ''. */
function whyNot(reasons: readonly Reason[], wanted: Mark = 'problem'): string {
  const first = reasons.find(({ mark }) => mark === wanted);
  return first ? `: ${lower(first.text.split('. ')[0] ?? '').replace(/\.$/, '')}` : '';
}

function failing(
  facts: DnsFacts,
  expected: readonly Expected[],
  reasons: readonly Reason[],
): string {
  const rcode = expected.find(({ answer }) => answer.rcode !== 'FORWARDED')?.answer.rcode;
  const why = whyNot(reasons);
  if (facts.asked.kind === 'address')
    return `${displayName(facts)} has no name in the cluster${why}`;
  const empty = rcode === 'NOERROR' ? ' to a record of this type' : '';
  return `${displayName(facts)} is expected not to resolve${empty}${rcode && rcode !== 'NOERROR' ? ` (${rcode})` : ''}${why}`;
}

const lower = (text: string) =>
  /^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text;

function outside(facts: DnsFacts, expected: readonly Expected[], reasons: readonly Reason[]) {
  const { outside: hop } = expected[0]?.answer ?? {};
  const isForwarded = expected.some(({ answer }) => answer.rcode === 'FORWARDED');
  const isProblem = !isForwarded || reasons.some(({ mark }) => mark === 'problem');
  return {
    verdict: isProblem ? ('problem' as const) : ('ok' as const),
    headline: isForwarded
      ? `${displayName(facts)} is not a name of the cluster: DNS asks ${serverText(hop?.servers ?? [])}`
      : `${displayName(facts)} is not a name of the cluster, and its DNS asks nobody else`,
  };
}

function displayName(facts: DnsFacts): string {
  const { asked, subject } = facts;
  const pod = 'pod' in subject ? subject.pod : undefined;
  const podName = pod && code(`${pod.metadata.namespace}/${pod.metadata.name}`);
  if (asked.kind === 'address')
    return `${code(asked.address.text)}${podName ? ` (pod ${podName})` : ''}`;
  if (podName) return `Pod ${podName}`;
  return code(own(facts)[0] ?? asked.typed);
}
