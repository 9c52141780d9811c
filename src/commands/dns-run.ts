/** What `dns` does: understands the name, reads what answers depend on, computes and asks. */
import { UserError } from '../errors.ts';
import { type Asked, readQuestion } from '../network/dns-question.ts';
import type { AskedType } from '../network/dns-records.ts';
import { toLabel } from '../network/target.ts';
import { type Action, code, type Report } from '../report.ts';
import { type Request, reportOf } from './command.ts';
import { commandLine, endpointsLine } from './command-line.ts';
import { expectedAnswers, own } from './dns-answers.ts';
import type { DnsFacts } from './dns-facts.ts';
import { readFacts } from './dns-find.ts';
import { observe } from './dns-observe.ts';
import { withObserved } from './dns-observed.ts';
import { describeDns } from './dns-report.ts';

type DnsRequest = Request<{
  name: string;
  from?: string | undefined;
  type?: AskedType | undefined;
  observe?: boolean | undefined;
}>;

export async function runDns(request: DnsRequest): Promise<Report> {
  const asked = understood(request);
  const facts = await readFacts(request, asked);
  const expected = expectedAnswers(facts);
  const seen = request.args.observe
    ? await observe(request.cluster, expected, own(facts))
    : undefined;
  const { observed } = seen ?? {};
  const body = describeDns({ ...facts, ...(observed && { observed }) });
  return reportOf(request, {
    target: request.args.name.trim(),
    ...withObserved(body, expected, observed),
    notEvaluated: [...facts.notEvaluated, ...(seen?.notEvaluated ?? [])],
    actions: actionsFor(request, facts),
  });
}

/** @throws UserError usage: nothing that DNS could be asked */
export function understood({
  args,
  namespace,
  fallbackNamespace,
  config,
}: DnsRequest): DnsFacts['asked'] {
  const chosen = namespace ?? fallbackNamespace;
  const asked: Asked = readQuestion(args.name, {
    namespace: chosen === undefined ? undefined : toLabel(chosen, 'namespace'),
    clusterDomain: config.clusterDomain,
  });
  if (asked.kind === 'invalid') {
    throw new UserError('usage', {
      what: `${code(args.name)} is not a DNS name: ${asked.why}.`,
      hint: `Ask for a name such as ${code('payments.shop')}, or an address.`,
    });
  }
  if (asked.kind !== 'idn') return asked;
  throw new UserError('usage', {
    what: `${code(args.name)} has letters that DNS does not carry as they are.`,
    hint: `In DNS it is ${code(asked.punycode)}.`,
    suggestions: [`dns ${asked.punycode}`],
  });
}

function actionsFor(request: DnsRequest, { subject, near, elsewhere }: DnsFacts): Action[] {
  const { name, from, type, observe: isObserved } = request.args;
  const { namespace } = request;
  const words = [
    name,
    ...(from ? [`--from ${from}`] : []),
    ...(type ? [`--type ${type}`] : []),
    ...(isObserved ? ['--observe'] : []),
    ...(namespace ? [`-n ${namespace}`] : []),
  ];
  const again = {
    label: 'Re-run',
    command: commandLine(request, words.join(' ')),
    isRepeat: true,
  } as const;
  if (subject.kind === 'service') {
    const { metadata } = subject.service;
    const target = `${metadata.namespace}/${metadata.name}`;
    return [again, { label: 'Who is behind it', command: endpointsLine(request, target) }];
  }
  if (subject.kind !== 'missing') return [again];
  const here = subject.reading.namespace;
  const meant = [
    ...elsewhere.map((where) => `${subject.reading.name}.${where}`),
    ...near.map((one) => (here === undefined ? one : `${one}.${here}`)),
  ];
  const rest = meant
    .slice(0, 3)
    .map((one) => ({ label: `dns ${one}`, command: commandLine(request, one) }));
  return [again, ...rest];
}
