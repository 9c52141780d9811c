/** The Report of `dns`: whether the name should resolve, to what, and why not. */
import { type Reason, reasonsFor } from '../network/dns-why.ts';
import { didYouMean, firstOf } from '../network/nearest.ts';
import { code, type Report, type Section } from '../report.ts';
import { type Expected, expectedAnswers, pluginOf } from './dns-answers.ts';
import { toData } from './dns-data.ts';
import type { DnsFacts } from './dns-facts.ts';
import { judge } from './dns-headline.ts';
import { answersTable, namesTable } from './dns-tables.ts';
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

export function reasonsOf(facts: DnsFacts, expected: readonly Expected[]): Reason[] {
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
        hasAllSlices: facts.hasAllSlices,
      });
    case 'missing':
      return missingReasons(facts);
    case 'pod':
      return podReasons(facts, expected);
    case 'pod-address':
      return podBranchReasons(plugin.pods, facts, expected);
    case 'address':
      return addressReasons(facts, expected);
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

function podReasons({ isOpen }: DnsFacts, expected: readonly Expected[]): Reason[] {
  const names = expected
    .filter(({ question }) => question.type === 'PTR')
    .flatMap(({ answer }) => answer.answers);
  if (names.length > 0) return [];
  if (isOpen) {
    const text =
      'Not all EndpointSlices of its namespace were read, and a pod gets its name as a ready endpoint of a Service.';
    return [{ mark: 'unknown', text }];
  }
  const text =
    'A pod’s own name is no DNS name. It gets one as a ready endpoint of a Service, below the Service’s name; there is none here.';
  return [{ mark: 'warning', text }];
}

function podBranchReasons(
  mode: string,
  { isOpen }: DnsFacts,
  expected: readonly Expected[],
): Reason[] {
  const resolves = expected.some(({ answer }) => answer.answers.length > 0);
  if (mode === 'disabled')
    return [
      { mark: 'problem', text: 'The Corefile has no names of pods by address (pods disabled).' },
    ];
  if (mode === 'verified') {
    if (isOpen && !resolves) {
      const text =
        'Pods could not be read, and this name exists only with its pod (pods verified).';
      return [{ mark: 'unknown', text }];
    }
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

function addressReasons(facts: DnsFacts, expected: readonly Expected[]): Reason[] {
  if (facts.subject.kind !== 'address') return [];
  if (facts.subject.pod) return podReasons(facts, expected);
  if (facts.isOpen) {
    const text = 'Not all Services and pods could be read, and one of them may have it.';
    return [{ mark: 'unknown', text }];
  }
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
