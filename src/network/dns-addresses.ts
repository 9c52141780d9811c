/** A and AAAA: addresses, and what an alias leads to. */
import { parseAddress } from './address.ts';
import { hostsOf, type View } from './dns-hosts.ts';
import { isIn, normalName } from './dns-names.ts';
import type { DnsAnswer, DnsRecord, Question } from './dns-records.ts';

type AddressQuestion = Question & { type: 'A' | 'AAAA' };
type Found = Pick<DnsAnswer, 'answers'> & Pick<Partial<DnsAnswer>, 'outside'>;

/** A chain of aliases inside the zone is followed this far. */
const mostAliases = 8;

/**
 * An alias of a name in the zone is only told together with the addresses it leads to: without one,
 * also in a circle, the answer is empty. An alias of any other name is told in any case.
 * @param ask the same server, for names outside of this zone
 * @returns undefined for a name that does not exist
 */
export function addressAnswer(
  question: AddressQuestion,
  view: View,
  ask: (question: Question) => DnsAnswer,
  before: readonly string[] = [],
): Found | undefined {
  const { name, type } = question;
  const hosts = hostsOf(name, view);
  if (!hosts) return undefined;
  const { ttl } = view.plugin;
  const alias = hosts.find(({ host }) => !parseAddress(host));
  if (!alias) return { answers: addressRecords(question, hosts, ttl) };
  const target = normalName(alias.host);
  const link: DnsRecord = { name, type: 'CNAME', ttl, data: target };
  if (target === name || before.includes(name) || before.length >= mostAliases) {
    return { answers: [] };
  }
  if (!isIn(view.zone, target)) return elsewhere(link, ask({ name: target, type }));
  const next = addressAnswer({ name: target, type }, view, ask, [...before, name]);
  if (!next || next.answers.length === 0) return { answers: [] };
  return { ...next, answers: [link, ...next.answers] };
}

function elsewhere(link: DnsRecord, { answers, outside }: DnsAnswer): Found {
  return { answers: [link, ...answers], ...(outside && { outside }) };
}

function addressRecords(
  { name, type }: AddressQuestion,
  hosts: readonly { host: string }[],
  ttl: number,
): DnsRecord[] {
  const wanted = type === 'A' ? 'IPv4' : 'IPv6';
  const addresses = hosts.flatMap(({ host }) => parseAddress(host) ?? []);
  const texts = addresses.filter(({ family }) => family === wanted).map(({ text }) => text);
  return [...new Set(texts)].map((data) => ({ name, type, ttl, data }));
}
