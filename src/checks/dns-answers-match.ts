/** Do DNS pods say what they ought to? Asked of the pods themselves, not by the client's own way. */
import {
  answerText,
  type Difference,
  differences,
  questionText,
  slowFrom,
} from '../network/dns-observed.ts';
import { isUncertain, type Observation } from '../network/dns-records.ts';
import { code, count } from '../report.ts';
import { defineCheck, type Evidence } from './check.ts';
import type { DnsName } from './dns-name.ts';
import { ok, problem, skipped, warning } from './findings.ts';

export const dnsAnswersMatch = defineCheck({
  id: 'dns-answers-match',
  title: 'DNS pods answer as expected',
  needs: ['dnsName', 'dnsAnswers'],
  wants: ['dnsPods'],
  explain: {
    why: 'A DNS pod may run and still answer wrongly: with SERVFAIL, from a stale watch, or by another Corefile.',
    how: 'Up to five DNS pods are asked through a port-forward, and their answers held against the one computed from the objects. An optional Role allows it: infra/kubernetes/dns-lookup. It proves nothing about a client’s own way to DNS.',
    fix: 'Look at the log of the pod that answers wrongly; a restart lets it read the cluster anew.',
  },
  run({ dnsName, dnsAnswers, dnsPods }) {
    const [name] = dnsName.all;
    if (!name) return skipped('no name was asked for');
    const heard = dnsAnswers.all.filter(
      ({ answer, ms }) => answer !== undefined || ms !== undefined,
    );
    const [first] = heard;
    if (!first) return skipped('there was no DNS pod to ask, or nothing to ask it');
    const asked = questionText(first.question);
    const found = findingsIn(name, heard);
    const evidence = heard.map(toEvidence);
    const worst = gravest(found);
    if (!worst) {
      const said = first.answer ? answerText(first.answer) : '';
      return ok(`${count(heard.length, 'DNS pod')} asked for ${asked}: ${said}`, evidence);
    }
    const sick = heard.find((one) => !isRight(name, one)) ?? first;
    const pod = dnsPods?.all.find(({ metadata }) => metadata.name === sick.server);
    const advice = {
      summary: `asked for ${asked}, ${worst.text}`,
      evidence,
      fix: fixFor(worst, name, sick.server),
      kubectl: `kubectl logs ${sick.server} -n ${pod?.metadata.namespace ?? 'kube-system'}`,
    };
    const isForAll = worst.mark === 'problem' && !heard.some((one) => isRight(name, one));
    return isForAll ? problem(advice) : warning(advice);
  },
});

/** What the Corefile does not serve is expected of nobody, although the Service is there. */
function findingsIn(name: DnsName, heard: readonly Observation[]): Difference[] {
  const expected = name.expected?.answer;
  const found = expected ? differences(expected, heard) : [];
  const strange = heard.flatMap(({ server, failure, answer }): Difference[] =>
    failure === undefined || answer
      ? []
      : [{ mark: 'problem', text: `${code(server)}: ${failure}` }],
  );
  const all = [...found, ...strange];
  return all.length === 0 && isLost(name, heard)
    ? [{ mark: 'problem', text: 'the DNS pods do not know it, though the Service exists' }]
    : all;
}

/** That they disagree says less than which of them is wrong. */
function gravest(found: readonly Difference[]): Difference | undefined {
  const [first, second] = found;
  return second?.mark === 'problem' ? second : first;
}

function fixFor({ mark, why = '' }: Difference, { kind }: DnsName, server: string): string {
  if (mark !== 'problem') return 'Look at the load of the DNS pod and at its CPU limit.';
  if (kind === 'outside') {
    return `Look at the servers after ${code('forward')} in the Corefile, and at what stands before them.`;
  }
  return `Read the log of ${code(server)}, then restart it. ${why}`.trim();
}

const isLost = ({ kind, isServed }: DnsName, heard: readonly Observation[]) =>
  kind === 'service' && !isServed && heard.some(({ answer }) => answer?.answers.length === 0);

const failed = ['SERVFAIL', 'REFUSED'];

function isRight(name: DnsName, { answer }: Observation): boolean {
  const expected = name.expected?.answer;
  if (!answer || failed.includes(answer.rcode)) return false;
  if (name.kind === 'service' && !name.isServed) return answer.answers.length > 0;
  if (!expected || isUncertain(expected)) return true;
  return differences(expected, [{ question: noQuestion, server: '', answer }]).length === 0;
}

const noQuestion = { name: '', type: 'A' } as const satisfies Observation['question'];

/** How long it took is only told where it matters. */
function toEvidence({ server, answer, failure, ms = 0 }: Observation): Evidence {
  const text = (answer ? answerText(answer) : (failure ?? '')).replaceAll('`', '');
  const value = ms > slowFrom ? `${text} after ${ms} ms` : text;
  return { object: `DNS pod ${server}`, field: 'answer', value };
}
