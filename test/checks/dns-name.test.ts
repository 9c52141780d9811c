/** The name that was asked about: whether there is one, and what DNS pods say to it. */
import { describe, expect, test } from 'vitest';
import { dnsAnswersMatch } from '../../src/checks/dns-answers-match.ts';
import type { DnsName } from '../../src/checks/dns-name.ts';
import { dnsNameKnown } from '../../src/checks/dns-name-known.ts';
import { type DnsAnswer, noRecords, type Observation } from '../../src/network/dns-records.ts';
import { dnsPod } from './objects-dns.ts';
import { told, verdict } from './verdict.ts';

const whole = 'api.shop.svc.cluster.local';
const question = { name: whole, type: 'A' } as const;
const answer = (data: string): DnsAnswer => ({
  ...noRecords('NOERROR'),
  answers: [{ name: whole, type: 'A', ttl: 30, data }],
});
const right = answer('10.96.0.7');

const name = (more: Partial<DnsName> = {}): DnsName => ({
  typed: 'api.shop',
  whole,
  kind: 'service',
  isServed: true,
  expected: { question, answer: right },
  reasons: [],
  elsewhere: [],
  near: [],
  ...more,
});

describe('dns-name-known', () => {
  const missing = {
    kind: 'missing',
    whole: 'api.default.svc.cluster.local',
    reasons: [
      { mark: 'problem', text: 'There is no Service or pod `api` in namespace `default`.' },
    ],
  } as const;

  const cases: [what: string, name: Partial<DnsName>, told: string][] = [
    ['a Service', {}, `ok: \`${whole}\` is a name of the cluster`],
    [
      'a name outside',
      { kind: 'outside', typed: 'example.com', whole: 'example.com' },
      'skipped: `example.com` is not a name of the cluster',
    ],
    [
      'nothing of that name',
      missing,
      'problem: `api.default.svc.cluster.local`: there is no Service or pod `api` in namespace `default`',
    ],
    [
      'headless without a ready endpoint',
      { reasons: [{ mark: 'problem', text: 'It has no endpoints. Its name does not exist.' }] },
      `problem: \`${whole}\`: it has no endpoints. Its name does not exist.`,
    ],
    [
      'resolves to nobody',
      { reasons: [{ mark: 'warning', text: 'It has no endpoints: connections fail.' }] },
      `warning: \`${whole}\`: it has no endpoints: connections fail`,
    ],
    [
      'not all was read',
      { reasons: [{ mark: 'unknown', text: 'Pods could not be read.' }] },
      'unknown: pods could not be read',
    ],
    [
      'a port without a name',
      { reasons: [{ mark: 'skipped', text: 'Port 80/TCP has no name.' }] },
      `ok: \`${whole}\` is a name of the cluster`,
    ],
    [
      'the Corefile serves another domain, which is not the name’s fault',
      { isServed: false, reasons: [{ mark: 'problem', text: 'The Corefile does not serve it.' }] },
      'skipped: the Corefile does not serve the cluster’s domain, so no name is known',
    ],
  ];

  test.each(cases)('%s', (_, more, expected) => {
    expect(told(verdict(dnsNameKnown, { dnsName: [name(more)] }))).toBe(expected);
  });

  test.each([
    ['elsewhere', { elsewhere: ['shop'] }, 'Name the namespace: `api.shop`.'],
    ['near', { near: ['apis'] }, 'Use the name that was meant, with its namespace.'],
    ['nowhere', {}, 'Apply the manifest of the Service, or use another name.'],
  ])('what to do where it is %s', (_, more, fix) => {
    expect(verdict(dnsNameKnown, { dnsName: [name({ ...missing, ...more })] })).toMatchObject({
      fix,
    });
  });

  test('without a name there is nothing to know', () => {
    expect(told(verdict(dnsNameKnown, {}))).toBe('skipped: no name was asked for');
  });
});

describe('dns-answers-match', () => {
  const heard = (server: string, said: DnsAnswer, ms = 3): Observation => ({
    question,
    server,
    answer: said,
    ms,
  });
  const unheard: Observation = { question, server: 'c', failure: 'no answer came in time' };
  const servfail = noRecords('SERVFAIL', false);
  const nxdomain = noRecords('NXDOMAIN');
  const forwarded = { question, answer: noRecords('FORWARDED', false) };

  const cases: [what: string, name: Partial<DnsName>, seen: Observation[], status: string][] = [
    ['all as expected', {}, [heard('a', right), heard('b', right)], 'ok'],
    ['one is not heard', {}, [heard('a', right), unheard], 'ok'],
    ['nobody is heard', {}, [unheard], 'skipped'],
    ['all fail', {}, [heard('a', servfail), heard('b', servfail)], 'problem'],
    ['one of two fails', {}, [heard('a', right), heard('b', servfail)], 'warning'],
    ['all are stale', {}, [heard('a', answer('10.96.0.6'))], 'problem'],
    ['nobody knows it', {}, [heard('a', nxdomain)], 'problem'],
    ['one is slow', {}, [heard('a', right), heard('b', right, 800)], 'warning'],
    [
      'an answer of another kind',
      {},
      [{ question, server: 'a', ms: 2, failure: 'it answered NOTIMP' }],
      'problem',
    ],
    [
      'there is none, and none is told',
      { kind: 'missing', expected: { question, answer: nxdomain } },
      [heard('a', nxdomain)],
      'ok',
    ],
    [
      'what others decide is expected of nobody',
      { kind: 'outside', expected: forwarded },
      [heard('a', answer('192.0.2.1')), heard('b', answer('192.0.2.1'))],
      'ok',
    ],
    [
      'a name outside that fails',
      { kind: 'outside', expected: forwarded },
      [heard('a', servfail)],
      'problem',
    ],
    [
      'a Service in a domain that is not served',
      { isServed: false, expected: forwarded },
      [heard('a', nxdomain)],
      'problem',
    ],
  ];

  test.each(cases)('%s', (_, more, dnsAnswers, status) => {
    const given = { dnsName: [name(more)], dnsAnswers, dnsPods: [dnsPod('a'), dnsPod('b')] };
    expect(verdict(dnsAnswersMatch, given).status).toBe(status);
  });

  test('the pod that answers wrongly is the one whose log is shown', () => {
    const dnsAnswers = [heard('a', right), heard('b', servfail)];
    expect(verdict(dnsAnswersMatch, { dnsName: [name()], dnsAnswers })).toMatchObject({
      kubectl: 'kubectl logs b -n kube-system',
    });
  });

  test('without a name nobody is asked', () => {
    expect(told(verdict(dnsAnswersMatch, {}))).toBe('skipped: no name was asked for');
  });
});
