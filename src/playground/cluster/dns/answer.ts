/** An answer as data, and how a set of addresses becomes one for the type that was asked. */
import type { SrvData, StringAnswer } from 'dns-packet';

export type DnsRecord = StringAnswer | { type: 'SRV'; name: string; ttl?: number; data: SrvData };

export type Rcode = 'NOERROR' | 'SERVFAIL' | 'NXDOMAIN' | 'REFUSED';

export interface DnsAnswer {
  rcode: Rcode;
  authoritative: boolean;
  answers: DnsRecord[];
  additionals: DnsRecord[];
}

/** One address behind a name: of a Service, or of one of its endpoints. */
export interface Entry {
  /** The name that this address has for itself. */
  target: string;
  address: string;
  family: 'IPv4' | 'IPv6';
  /** 0 where there is none. */
  port: number;
}

export const answered = (answers: DnsRecord[], additionals: DnsRecord[] = []): DnsAnswer => ({
  rcode: 'NOERROR',
  authoritative: true,
  answers,
  additionals,
});

export const failed = (rcode: Rcode, authoritative = true): DnsAnswer => ({
  rcode,
  authoritative,
  answers: [],
  additionals: [],
});

/** A name that exists answers every type, be it with nothing. */
export function answerFrom(entries: readonly Entry[], name: string, type: string, ttl: number) {
  if (type === 'SRV') return locations(entries, name, ttl);
  return answered(
    unique(entries.map((entry) => addressRecord(entry, name, ttl))).filter(isOf(type)),
  );
}

const isOf = (type: string) => (record: DnsRecord) => record.type === type;

function addressRecord({ address, family }: Entry, name: string, ttl: number): DnsRecord {
  return { type: family === 'IPv4' ? 'A' : 'AAAA', name, ttl, data: address };
}

/** A hundred parts for all addresses alike, counted before equal targets are merged. */
function locations(entries: readonly Entry[], name: string, ttl: number): DnsAnswer {
  const located = entries.filter(({ port }) => port > 0);
  const weight = Math.max(1, Math.floor(100 / Math.max(1, entries.length)));
  const records = located.map(
    ({ target, port }): DnsRecord => ({
      type: 'SRV',
      name,
      ttl,
      data: { priority: 0, weight, port, target },
    }),
  );
  const addresses = located.map((entry) => addressRecord(entry, entry.target, ttl));
  return answered(unique(records), unique(addresses));
}

function unique(records: readonly DnsRecord[]): DnsRecord[] {
  return [...new Map(records.map((record) => [JSON.stringify(record), record])).values()];
}
