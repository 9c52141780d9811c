/** How a DNS pod can be sick. Switched on by the server, or by an annotation on the pod. */
import { isIP } from 'node:net';
import type { DnsAnswer, DnsRecord } from './answer.ts';
import { failed } from './answer.ts';

export const dnsFaults = {
  refuses: 'Answers REFUSED to everything.',
  servfail: 'Answers SERVFAIL to everything, as without the right to watch EndpointSlices.',
  nxdomain: 'Knows no name, as with another zone in its Corefile.',
  stale: 'Answers with the addresses of before: each one less than it is now.',
  slow: 'Answers after 800 ms.',
  hangs: 'Takes the question and never answers.',
  closed: 'Nothing listens on its port.',
} as const;

export type DnsFault = keyof typeof dnsFaults;

/** Milliseconds. */
export const slowness = 800;

export const isDnsFault = (text: string): text is DnsFault => Object.hasOwn(dnsFaults, text);

export function distort(answer: DnsAnswer, fault: DnsFault | undefined): DnsAnswer {
  switch (fault) {
    case 'refuses':
      return failed('REFUSED', false);
    case 'servfail':
      return failed('SERVFAIL', false);
    case 'nxdomain':
      return failed('NXDOMAIN');
    case 'stale':
      return {
        ...answer,
        answers: answer.answers.map(aged),
        additionals: answer.additionals.map(aged),
      };
    default:
      return answer;
  }
}

/** As if the Service or the pod had been made anew since. */
function aged(record: DnsRecord): DnsRecord {
  if (typeof record.data !== 'string' || isIP(record.data) === 0) return record;
  const data = record.data.replace(/[\da-f]+$/, (last) => {
    const base = record.type === 'A' ? 10 : 16;
    return Math.max(0, Number.parseInt(last, base) - 1).toString(base);
  });
  return { ...record, data } as DnsRecord;
}
