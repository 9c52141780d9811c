/** Names and expected answers as tables. */
import { formsOf } from '../network/dns-book.ts';
import {
  type DnsAnswer,
  type DnsRecord,
  dataText,
  isUncertain,
  type Question,
} from '../network/dns-records.ts';
import type { Section } from '../report.ts';
import type { Expected } from './dns-answers.ts';
import type { DnsFacts } from './dns-facts.ts';

/** More rows than this say nothing more at night. */
const mostRows = 60;

export function namesTable({ subject, clusterDomain, asked }: DnsFacts): Section[] {
  if (subject.kind !== 'service') return [];
  const { port, endpoint } = subject.reading;
  if (asked.kind === 'name' && (port !== '' || endpoint !== '')) return [];
  return [
    {
      kind: 'table',
      title: 'Its names',
      columns: [{ label: 'Name' }, { label: 'Works for' }],
      rows: formsOf(subject.service, clusterDomain).map(({ name, from }) => [name, from]),
    },
  ];
}

/** What exists without a record of the type is left out where the other family has one. */
export function answersTable(all: readonly Expected[], observed: boolean): Section[] {
  const told = all.filter((one) => !isNoise(one, all));
  const rows = unlike(told.flatMap(({ question, answer }) => rowsOf(question, answer)));
  if (rows.length === 0) return [];
  const more = rows.length > mostRows ? `, the first ${mostRows} of ${rows.length} records` : '';
  return [
    {
      kind: 'table',
      title: `Expected answers: computed, ${observed ? 'beside what was observed' : 'not looked up'}${more}`,
      columns: [
        { label: 'Name' },
        { label: 'Type' },
        { label: 'TTL', align: 'right' },
        { label: 'Answer' },
      ],
      rows: rows.slice(0, mostRows),
    },
  ];
}

function isNoise({ question, answer }: Expected, all: readonly Expected[]): boolean {
  if (answer.answers.length > 0 || isUncertain(answer)) return false;
  return all.some(
    (other) =>
      other.question.name === question.name &&
      other.question.type !== question.type &&
      (other.answer.answers.length > 0 ||
        (other.answer.rcode === answer.rcode && question.type === 'AAAA')),
  );
}

function rowsOf(question: Question, answer: DnsAnswer): string[][] {
  const { name, type } = question;
  if (answer.answers.length === 0) return [[name, type, '', emptyText(answer)]];
  const rows = answer.answers.map((one) => [one.name, one.type, String(one.ttl), valueText(one)]);
  const { outside } = answer;
  return outside
    ? [...rows, [outside.name, type, '', emptyText({ ...answer, rcode: 'FORWARDED' })]]
    : rows;
}

export function emptyText({ rcode, outside }: DnsAnswer): string {
  switch (rcode) {
    case 'NOERROR':
      return 'no record of this type (NOERROR)';
    case 'NXDOMAIN':
      return 'no such name (NXDOMAIN)';
    case 'SERVFAIL':
      return 'the DNS server cannot say (SERVFAIL)';
    case 'REFUSED':
      return 'the DNS server does not answer for it (REFUSED)';
    case 'UNKNOWN':
      return 'not known: not everything it depends on could be read';
    case 'FORWARDED':
      return `asked of ${serverText(outside?.servers ?? [])}`;
  }
}

/** Two questions may lead to the same record, such as that of an alias. */
function unlike(rows: readonly string[][]): string[][] {
  return [...new Map(rows.map((row) => [row.join(' '), row])).values()];
}

/** `payments.shop.svc.cluster.local:80 (weight 50)` for SRV, else as zone files write it. */
export function valueText(record: DnsRecord): string {
  if (record.type !== 'SRV') return dataText(record);
  const { target, port, weight } = record.data;
  return `${target}:${port} (weight ${weight})`;
}

/** A path in a Corefile is a file in the DNS pod, whose content is the node's. */
export function serverText(servers: readonly string[]): string {
  if (servers.length === 0) return 'another server';
  return servers
    .map((one) => (one.startsWith('/') ? `the servers in the DNS pod’s ${one}` : one))
    .join(', ');
}
