/**
 * What DNS servers said, held against each other and against what was computed. TTLs do not count: a
 * cache hands on what is left of them. What was not observed counts for nothing.
 */
import { code, count, type Mark } from '../report.ts';
import {
  type DnsAnswer,
  dataText,
  isUncertain,
  type Observation,
  type Question,
} from './dns-records.ts';
import { firstOf } from './nearest.ts';

/** Milliseconds. A lookup inside a cluster takes a few, and clients give up after 5 s. */
export const slowFrom = 500;

export interface Difference {
  mark: Mark;
  /** Without a stop: it may become the headline. */
  text: string;
  /** What it means, or may come from; a sentence that stands alone below the headline. */
  why?: string;
}

type Heard = Observation & { answer: DnsAnswer };

/** Servers that gave the same answer. */
interface Side {
  servers: string[];
  answer: DnsAnswer;
}

/** The worst first; empty where all is as expected, or nothing was heard. */
export function differences(expected: DnsAnswer, observed: readonly Observation[]): Difference[] {
  const heard = observed.filter((one): one is Heard => one.answer !== undefined);
  const sides = sidesOf(heard);
  return [
    ...apart(sides),
    ...sides.flatMap((side) => failing(side) ?? unexpected(expected, side)),
    ...heard.flatMap(slow),
  ];
}

function sidesOf(heard: readonly Heard[]): Side[] {
  const sides = new Map<string, Side>();
  for (const { server, answer } of heard) {
    const text = `${answer.rcode} ${valuesOf(answer).join('\n')}`;
    const side = sides.get(text) ?? { servers: [], answer };
    side.servers.push(server);
    sides.set(text, side);
  }
  return [...sides.values()];
}

/** Pods that are asked the same at the same moment should say the same. */
function apart(sides: readonly Side[]): Difference[] {
  if (sides.length < 2) return [];
  const each = sides.map((side) => `${who(side)} ${answerText(side.answer)}`);
  const text = `the DNS pods disagree: ${each.join('; ')}`;
  const why =
    'Which answer a client gets depends on the DNS pod it reaches: what fails now may work the next moment.';
  return [{ mark: 'problem', text, why }];
}

function who({ servers }: Side): string {
  return `${firstOf(servers, 3)} ${servers.length === 1 ? 'answers' : 'answer'}`;
}

function failing(side: Side): Difference[] | undefined {
  const { rcode } = side.answer;
  const text = `${who(side)} ${rcode}`;
  switch (rcode) {
    case 'SERVFAIL': {
      const why =
        'SERVFAIL means that the DNS pod could not find out; its log says why. Often its account may not watch EndpointSlices.';
      return [{ mark: 'problem', text, why }];
    }
    case 'REFUSED': {
      const why =
        'REFUSED means that the Corefile of the DNS pod has no server for that zone, or one that does not answer everybody.';
      return [{ mark: 'problem', text, why }];
    }
    default:
      return undefined;
  }
}

/** What is decided outside the cluster, or by what was not read, cannot be expected. */
function unexpected(expected: DnsAnswer, side: Side): Difference[] {
  const { answer } = side;
  if (isUncertain(expected) || isAsExpected(expected, answer)) return [];
  const isOther = answer.answers.length > 0 && expected.answers.length > 0;
  const why = isOther
    ? 'The answer may be stale: from a cache (ask again after the TTL), or the DNS pod gets no news of the cluster.'
    : 'The DNS pod may get no news of the cluster, or read another Corefile; or the answer is from a cache (ask again after the TTL).';
  const text = `${who(side)} ${answerText(answer)}, expected is ${answerText(expected)}`;
  return [{ mark: 'problem', text, why }];
}

function isAsExpected(expected: DnsAnswer, answer: DnsAnswer): boolean {
  const [own, wanted] = [valuesOf(answer), valuesOf(expected)];
  const hasAll = wanted.every((value) => own.includes(value));
  // Beyond an alias that leads outside, the server may add what it found there, or not.
  if (expected.outside) return hasAll;
  return expected.rcode === answer.rcode && hasAll && own.length === wanted.length;
}

function slow({ server, ms = 0 }: Heard): Difference[] {
  if (ms <= slowFrom) return [];
  const text = `${code(server)} took ${ms} ms, the way through the API server included`;
  return [{ mark: 'warning', text }];
}

function valuesOf({ answers }: DnsAnswer): string[] {
  const texts = answers.map((record) =>
    `${record.name} ${record.type} ${dataText(record)}`.toLowerCase(),
  );
  return [...new Set(texts)].sort();
}

export function answerText(answer: DnsAnswer): string {
  const values = answer.answers.map(dataText);
  if (values.length === 0) return answer.rcode === 'NOERROR' ? 'no record' : answer.rcode;
  return values.length > 3 ? count(values.length, 'record') : firstOf(values, 3);
}

export function questionText({ name, type }: Question): string {
  return `${type} ${code(name)}`;
}
