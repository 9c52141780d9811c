/** The expected answers to every question that a subject raises. */
import { parseAddress, reverseName } from '../network/address.ts';
import { type KubernetesPlugin, serverFor } from '../network/corefile.ts';
import { answerOf } from '../network/dns.ts';
import { questionsOf } from '../network/dns-book.ts';
import { normalName, partsOf } from '../network/dns-names.ts';
import { wholeName } from '../network/dns-question.ts';
import { type DnsAnswer, noRecords, type Question } from '../network/dns-records.ts';
import type { DnsFacts } from './dns-facts.ts';
import { podName } from './dns-subject.ts';

export interface Expected {
  question: Question;
  answer: DnsAnswer;
}

export function expectedAnswers(facts: DnsFacts): Expected[] {
  const { type, world } = facts;
  const questions = questionsFor(facts).filter((one) => type === undefined || one.type === type);
  const asked = own(facts).flatMap((name) => (type ? [{ name, type }] : []));
  const all = [...asked, ...questions].map((one) => [`${one.type} ${one.name}`, one] as const);
  return [...new Map(all).values()].map((question) => ({
    question,
    answer: withDoubt(answerOf(question, world), facts),
  }));
}

/** An absence that was computed from half of the facts is none. */
function withDoubt(answer: DnsAnswer, { isOpen }: DnsFacts): DnsAnswer {
  return isOpen && answer.answers.length === 0 ? noRecords('UNKNOWN', false) : answer;
}

/** What the plugin that serves the cluster's domain is told to do. */
export function pluginOf({ world, clusterDomain }: DnsFacts): KubernetesPlugin | undefined {
  return serverFor(world.corefile, clusterDomain)?.kubernetes;
}

function questionsFor(facts: DnsFacts): Question[] {
  const { subject, world, clusterDomain, asked } = facts;
  const plugin = pluginOf(facts);
  const names = own(facts);
  switch (subject.kind) {
    case 'service': {
      const all = plugin ? questionsOf(subject.service, world.objects, plugin, clusterDomain) : [];
      const { port, endpoint } = subject.reading;
      if (asked.kind === 'address' || (port === '' && endpoint === '')) return all;
      return names.flatMap((name) => typesFor(port !== '').map((type) => ({ name, type })));
    }
    case 'pod':
      return addressQuestions(
        subject.pod.status.podIPs.map(({ ip }) => ip),
        facts,
      );
    case 'address':
      return addressQuestions([subject.address], facts);
    default:
      return names.flatMap((name) => typesFor(false).map((type) => ({ name, type })));
  }
}

const typesFor = (isPort: boolean) => (isPort ? (['SRV'] as const) : (['A', 'AAAA'] as const));

/** The whole name that was asked for. */
export function own({ asked, subject, clusterDomain }: DnsFacts): string[] {
  if (asked.kind === 'address') return [reverseName(asked.address)];
  if ('reading' in subject && subject.reading.namespace !== undefined) {
    const { namespace } = subject.reading;
    const name = wholeName({ ...subject.reading, namespace }, clusterDomain);
    return [asked.isWhole ? normalName(asked.typed) : name];
  }
  return subject.kind === 'outside' ? [normalName(asked.typed)] : [];
}

/** An address's own names, and back from it. */
function addressQuestions(ips: readonly string[], facts: DnsFacts): Question[] {
  const { subject, world, clusterDomain } = facts;
  const pod = 'pod' in subject ? subject.pod : undefined;
  const addresses = ips.flatMap((ip) => parseAddress(ip) ?? []);
  const back = addresses.map((one): Question => ({ name: reverseName(one), type: 'PTR' }));
  const names = back.flatMap((question) =>
    answerOf(question, world).answers.flatMap(({ data }) =>
      typeof data === 'string' ? [data] : [],
    ),
  );
  const ofPod = pod
    ? addresses.map(({ text }) => podName(text, pod.metadata.namespace, clusterDomain))
    : [];
  const isCluster = (name: string) => partsOf(clusterDomain, name) !== undefined;
  const known = names.filter((name) => isCluster(name) && isComputable(name, facts));
  const forward = [...new Set([...known, ...ofPod])].flatMap((name): Question[] => {
    const families = new Set(addresses.map(({ family }) => family));
    return [
      ...(families.has('IPv4') ? [{ name, type: 'A' } as const] : []),
      ...(families.has('IPv6') ? [{ name, type: 'AAAA' } as const] : []),
    ];
  });
  return [...back, ...forward];
}

/** An endpoint's name says nothing as long as its Service was not read. */
function isComputable(name: string, { world, clusterDomain }: DnsFacts): boolean {
  const parts = partsOf(clusterDomain, name);
  return world.objects.services.some(
    ({ metadata }) => metadata.name === parts?.name && metadata.namespace === parts.namespace,
  );
}
