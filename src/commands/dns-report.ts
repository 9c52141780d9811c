/** The Report of `dns`: whether the name should resolve, to what, and why not. */
import { dataText } from '../network/dns-records.ts';
import { type Reason, reasonsFor } from '../network/dns-why.ts';
import { didYouMean, firstOf } from '../network/nearest.ts';
import { code, count, type Report, type Section } from '../report.ts';
import { type Expected, expectedAnswers, own, pluginOf } from './dns-answers.ts';
import { toData } from './dns-data.ts';
import type { DnsFacts } from './dns-facts.ts';
import { answersTable, namesTable, serverText, valueText } from './dns-tables.ts';
import { walkOf, walkReasons, walkSections } from './dns-walk.ts';

type Body = Pick<Report, 'verdict' | 'headline' | 'sections' | 'data'> & Pick<Report, 'mark'>;

export function describeDns(facts: DnsFacts): Body {
  const expected = expectedAnswers(facts);
  const walk = walkOf(facts);
  const reasons = [...reasonsOf(facts, expected), ...walkReasons(facts, walk)];
  const sections: Section[] = [
    ...(reasons.length > 0
      ? [{ kind: 'marks' as const, items: reasons.map(({ mark, text }) => ({ mark, text })) }]
      : []),
    ...answersTable(expected, facts.observed !== undefined),
    ...walkSections(facts, walk),
    ...(expected.some(({ answer }) => answer.answers.length > 0) ? namesTable(facts) : []),
  ];
  return {
    ...judge(facts, expected, reasons),
    sections,
    data: toData(facts, expected, reasons, walk),
  };
}

/** A name that should resolve may still be of no use: the mark then says more than the verdict. */
function judge(facts: DnsFacts, expected: readonly Expected[], reasons: readonly Reason[]) {
  const resolves = expected.some(({ answer }) => answer.answers.length > 0);
  const isProblem = !resolves || reasons.some(({ mark }) => mark === 'problem');
  if (facts.subject.kind === 'outside' && !resolves) return outside(facts, expected, reasons);
  const hasWarning = reasons.some(({ mark }) => mark === 'warning');
  return {
    verdict: isProblem ? ('problem' as const) : ('ok' as const),
    ...(!isProblem && hasWarning && { mark: 'warning' as const }),
    headline: resolves ? resolving(facts, expected, reasons) : failing(facts, expected, reasons),
  };
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
function whyNot(reasons: readonly Reason[]): string {
  const first = reasons.find(({ mark }) => mark === 'problem');
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
  if (asked.kind === 'address') return code(asked.address.text);
  if (subject.kind === 'pod')
    return `Pod ${code(`${subject.pod.metadata.namespace}/${subject.pod.metadata.name}`)}`;
  return code(own(facts)[0] ?? asked.typed);
}

function reasonsOf(facts: DnsFacts, expected: readonly Expected[]): Reason[] {
  const plugin = pluginOf(facts);
  const { subject, clusterDomain, world, corefile } = facts;
  if (!plugin?.zones.includes(clusterDomain)) {
    const text = `${corefile ? `The Corefile in ${code(corefile)}` : 'The Corefile'} does not serve ${code(clusterDomain)}${plugin ? `, only ${firstOf(plugin.zones, 3)}` : ''}. If that is the cluster’s domain, set it in Portolan’s configuration (clusterDomain).`;
    return [{ mark: 'problem', text }];
  }
  switch (subject.kind) {
    case 'service':
      return reasonsFor(subject.service, subject.reading, {
        objects: world.objects,
        plugin,
        clusterDomain,
      });
    case 'missing':
      return missingReasons(facts);
    case 'pod':
      return podReasons(expected);
    case 'pod-address':
      return podBranchReasons(plugin.pods, expected);
    case 'address':
      return addressReasons(facts);
    case 'outside':
      return outsideReasons(facts);
  }
}

function missingReasons({ subject, elsewhere, near, world, clusterDomain }: DnsFacts): Reason[] {
  if (subject.kind !== 'missing') return [];
  const { name, namespace } = subject.reading;
  const isNoSpace =
    namespace !== undefined && world.objects.namespaces?.includes(namespace) === false;
  const where = namespace === undefined ? 'in any namespace' : `in namespace ${code(namespace)}`;
  const what = isNoSpace
    ? `There is no namespace ${code(namespace)}.`
    : `There is no Service or pod ${code(name)} ${where}.`;
  const there = elsewhere.filter((one) => one !== namespace);
  const full = there[0]
    ? ` From elsewhere its name is ${code(`${name}.${there[0]}`)}, in full ${code(`${name}.${there[0]}.svc.${clusterDomain}`)}.`
    : '';
  const other =
    there.length > 0
      ? ` The Service ${code(name)} exists in ${firstOf(there, 5)}.${full}`
      : didYouMean(near);
  return [{ mark: 'problem', text: `${what}${other}` }];
}

function podReasons(expected: readonly Expected[]): Reason[] {
  const names = expected
    .filter(({ question }) => question.type === 'PTR')
    .flatMap(({ answer }) => answer.answers);
  if (names.length > 0) return [];
  const text =
    'A pod’s own name is no DNS name. It gets one as a ready endpoint of a Service, below the Service’s name; there is none here.';
  return [{ mark: 'warning', text }];
}

function podBranchReasons(mode: string, expected: readonly Expected[]): Reason[] {
  const resolves = expected.some(({ answer }) => answer.answers.length > 0);
  if (mode === 'disabled')
    return [
      { mark: 'problem', text: 'The Corefile has no names of pods by address (pods disabled).' },
    ];
  if (mode === 'verified') {
    return resolves
      ? []
      : [{ mark: 'problem', text: 'No pod in that namespace has this address (pods verified).' }];
  }
  if (!resolves) return [];
  return [
    {
      mark: 'warning',
      text: 'DNS does not look whether there is such a pod (pods insecure): it answers for any address.',
    },
  ];
}

function addressReasons({ subject }: DnsFacts): Reason[] {
  if (subject.kind !== 'address' || subject.pod) return [];
  const text =
    'It is neither the first cluster IP of a Service nor the address of a pod. Addresses in EndpointSlices written by hand, and second cluster IPs, are not searched for.';
  return [{ mark: 'problem', text }];
}

function outsideReasons({ asked, clusterDomain }: DnsFacts): Reason[] {
  if (asked.kind !== 'name') return [];
  const [, zone] = /\.svc\.(.+?)\.?$/.exec(asked.typed) ?? [];
  if (zone === undefined || zone === clusterDomain) return [];
  const text = `${code(`svc.${zone}`)} is another cluster’s domain; this one is ${code(clusterDomain)}.`;
  return [{ mark: 'problem', text }];
}
