/** What DNS pods said, held against each other and against what was computed. */
import { expect, test } from 'vitest';
import { differences } from '../../src/network/dns-observed.ts';
import type { DnsAnswer, Observation } from '../../src/network/dns-records.ts';

const question = { name: 'web.shop.svc.cluster.local', type: 'A' } as const;

function says(...addresses: string[]): DnsAnswer {
  const answers = addresses.map((data) => ({ ...question, ttl: 30, data }));
  return { rcode: 'NOERROR', authoritative: true, answers, additionals: [] };
}

const fails = (rcode: DnsAnswer['rcode']): DnsAnswer => ({ ...says(), rcode });

function seen(...answers: (DnsAnswer | undefined)[]): Observation[] {
  return answers.map((answer, index) => ({
    question,
    server: `dns-${index + 1}`,
    ...(answer ? { answer, ms: 3 } : { failure: 'no answer came in time' }),
  }));
}

const texts = (expected: DnsAnswer, observed: Observation[]) =>
  differences(expected, observed).map(({ text }) => text);

test('answers that differ in order and TTL alone do not differ', () => {
  const other = says('10.0.0.2', '10.0.0.1');
  const old = { ...other, answers: other.answers.map((one) => ({ ...one, ttl: 4 })) };
  expect(texts(says('10.0.0.1', '10.0.0.2'), seen(old, other))).toEqual([]);
});

test('what was not observed is held against nobody', () => {
  expect(texts(says('10.0.0.1'), seen(undefined, undefined))).toEqual([]);
  expect(texts(says('10.0.0.1'), seen(undefined, says('10.0.0.1')))).toEqual([]);
});

test('a pod that differs from the others comes first', () => {
  expect(texts(says('10.0.0.2'), seen(says('10.0.0.1'), says('10.0.0.2')))).toEqual([
    'the DNS pods disagree: `dns-1` answers `10.0.0.1`; `dns-2` answers `10.0.0.2`',
    '`dns-1` answers `10.0.0.1`, expected is `10.0.0.2`',
  ]);
});

test('pods that are wrong together are told together, as perhaps stale', () => {
  const [found, ...more] = differences(says('10.0.0.2'), seen(says('10.0.0.1'), says('10.0.0.1')));
  expect(more).toEqual([]);
  expect(found?.text).toBe('`dns-1` and `dns-2` answer `10.0.0.1`, expected is `10.0.0.2`');
  expect(found?.why).toMatch(/stale/);
});

test.each(['SERVFAIL', 'REFUSED'] as const)('%s is named, whatever was expected', (rcode) => {
  expect(texts(fails('FORWARDED'), seen(fails(rcode)))).toEqual([`\`dns-1\` answers ${rcode}`]);
});

test('a name that should not exist and does is unexpected, and so is the reverse', () => {
  expect(texts(fails('NXDOMAIN'), seen(says('10.0.0.1')))).toEqual([
    '`dns-1` answers `10.0.0.1`, expected is NXDOMAIN',
  ]);
  expect(texts(says('10.0.0.1'), seen(fails('NXDOMAIN')))).toEqual([
    '`dns-1` answers NXDOMAIN, expected is `10.0.0.1`',
  ]);
  expect(texts(says(), seen(fails('NXDOMAIN')))).toEqual([
    '`dns-1` answers NXDOMAIN, expected is no record',
  ]);
});

test('what another server decides cannot be expected', () => {
  expect(texts(fails('FORWARDED'), seen(says('192.0.2.1')))).toEqual([]);
});

test('beyond an alias that leads outside, the server may add what it found', () => {
  const alias = { name: question.name, type: 'CNAME', ttl: 30, data: 'a.example.net' } as const;
  const outside = { name: 'a.example.net', servers: [] };
  const expected = { ...says(), answers: [alias], outside };
  const address = { name: 'a.example.net', type: 'A', ttl: 5, data: '192.0.2.1' } as const;
  expect(texts(expected, seen({ ...says(), answers: [alias, address] }))).toEqual([]);
  expect(texts(expected, seen(says('10.0.0.1')))).toHaveLength(1);
});

test('more than 500 ms are slow, which is a warning', () => {
  const answer = says('10.0.0.1');
  const at = (ms: number) => differences(answer, [{ question, server: 'dns-1', answer, ms }]);
  expect(at(500)).toEqual([]);
  expect(at(501)).toMatchObject([{ mark: 'warning', text: expect.stringContaining('501 ms') }]);
});
