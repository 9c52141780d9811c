/** What was observed, in the report of `dns`: before everything that was only computed. */
import { answerText, type Difference, differences, questionText } from '../network/dns-observed.ts';
import type { Observation } from '../network/dns-records.ts';
import { isSameAnswer, isUncertain } from '../network/dns-records.ts';
import { code, count, type Report, type Section } from '../report.ts';
import type { Expected } from './dns-answers.ts';

type Body = Pick<Report, 'verdict' | 'headline' | 'sections' | 'data'> & Pick<Report, 'mark'>;

/** What a lookup through a port-forward cannot show. */
const limits =
  'The DNS pods were asked directly, through a port-forward of the API server. That proves nothing about a client’s own way to them: through the DNS Service, kube-proxy, a node-local cache and network policies.';

export function withObserved(
  body: Body,
  expected: readonly Expected[],
  observed: readonly Observation[] | undefined,
): Body {
  const [first] = observed ?? [];
  if (!observed || !first) return body;
  const { question } = first;
  const computed = expected.find(({ question: { name, type } }) => {
    return name === question.name && type === question.type;
  });
  const found = computed ? differences(computed.answer, observed) : [];
  const worst = found.find(({ mark }) => mark === 'problem');
  const heard = observed.filter(({ answer }) => answer !== undefined);
  const sections = [
    ...(found.length > 0
      ? [{ kind: 'marks' as const, items: found.map((one) => toItem(one, one === worst)) }]
      : []),
    table(observed, computed),
    { kind: 'text' as const, text: limits },
    ...body.sections,
  ];
  if (worst) {
    return {
      ...body,
      verdict: 'problem',
      headline: `Asked for ${questionText(question)}, ${worst.text}`,
      sections,
    };
  }
  const asExpected = heard.length > 0 && computed !== undefined && !isUncertain(computed.answer);
  const who = `${heard.length} of ${count(observed.length, 'DNS pod')}`;
  const said = `confirmed for ${question.type} by ${who}`;
  return {
    ...body,
    ...(found.length > 0 && body.verdict === 'ok' && { mark: 'warning' as const }),
    headline: asExpected ? `${body.headline} (${said})` : body.headline,
    sections,
  };
}

/** What the headline says already is not said twice. */
function toItem({ mark, text, why }: Difference, isHeadline: boolean) {
  if (isHeadline && why) return { mark, text: why };
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  return { mark, text: why ? `${sentence} ${why}` : sentence };
}

function table(observed: readonly Observation[], computed: Expected | undefined): Section {
  const [first] = observed;
  return {
    kind: 'table',
    title: `Observed: ${first ? questionText(first.question) : ''}`,
    columns: [{ label: 'DNS pod' }, { label: 'Answer' }, { label: 'ms', align: 'right' }],
    rows: observed.map(({ server, answer, ms, failure }) => [
      code(server),
      answer
        ? `${answerText(answer)}${remark(answer, computed)}`
        : ((ms === undefined ? undefined : failure) ?? 'not observed'),
      ms === undefined ? '' : String(ms),
    ]),
  };
}

function remark(answer: NonNullable<Observation['answer']>, computed: Expected | undefined) {
  if (!computed || isUncertain(computed.answer)) return '';
  return isSameAnswer(answer, computed.answer) ? ', as expected' : '';
}
