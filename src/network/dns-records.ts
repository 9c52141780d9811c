/** Questions and answers of DNS, as data. Names are lower case and without the final dot. */

export const askedTypes = ['A', 'AAAA', 'SRV', 'PTR', 'CNAME'] as const;
export type AskedType = (typeof askedTypes)[number];
export type DnsType = AskedType | 'TXT' | 'NS' | 'SOA' | 'MX';

export interface Question {
  name: string;
  type: DnsType;
}

export interface SrvData {
  priority: number;
  weight: number;
  port: number;
  target: string;
}

interface SoaData {
  mname: string;
  rname: string;
  refresh: number;
  retry: number;
  expire: number;
  /** Seconds for which "there is none" may be remembered (RFC 2308). */
  minimum: number;
}

export type DnsRecord = {
  name: string;
  /** Seconds. */
  ttl: number;
} & (
  | { type: 'A' | 'AAAA' | 'CNAME' | 'PTR' | 'NS'; data: string }
  | { type: 'SRV'; data: SrvData }
  | { type: 'TXT'; data: string[] }
  | { type: 'SOA'; data: SoaData }
);

/**
 * NOERROR without answers: the name exists, a record of this type does not. FORWARDED: another
 * server decides, which cannot be computed. UNKNOWN: what it depends on could not be read.
 */
export type Rcode = 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'FORWARDED' | 'UNKNOWN';

export interface DnsAnswer {
  rcode: Rcode;
  authoritative: boolean;
  answers: DnsRecord[];
  additionals: DnsRecord[];
  /** The name under which the answer goes on outside the cluster, and who is asked for it. */
  outside?: { name: string; servers: readonly string[] };
}

/** What was seen when a DNS server was really asked; `expected` is what was computed. */
export interface Observation {
  question: Question;
  /** Name of the DNS pod that was asked. */
  server: string;
  /** undefined: not observed, `failure` says why. */
  answer?: DnsAnswer;
  failure?: string;
  ms?: number;
}

/** Nothing that a server's answer could be held against. */
export const isUncertain = ({ rcode }: DnsAnswer) => rcode === 'FORWARDED' || rcode === 'UNKNOWN';

export function noRecords(rcode: Rcode, authoritative = true): DnsAnswer {
  return { rcode, authoritative, answers: [], additionals: [] };
}

/** `10.96.0.1`, `0 50 80 api.shop.svc.cluster.local`: as zone files write it. */
export function dataText({ type, data }: DnsRecord): string {
  switch (type) {
    case 'SRV':
      return `${data.priority} ${data.weight} ${data.port} ${data.target}`;
    case 'TXT':
      return data.map((text) => JSON.stringify(text)).join(' ');
    case 'SOA':
      return `${data.mname} ${data.rname} ${data.refresh} ${data.retry} ${data.expire} ${data.minimum}`;
    default:
      return data;
  }
}

/** Equal but for the order and the TTL, which a server may choose. */
export function isSameAnswer(a: DnsAnswer, b: DnsAnswer): boolean {
  if (a.rcode !== b.rcode) return false;
  const text = ({ answers }: DnsAnswer) =>
    answers
      .map((record) => `${record.name} ${record.type} ${dataText(record)}`.toLowerCase())
      .sort()
      .join('\n');
  return text(a) === text(b);
}
