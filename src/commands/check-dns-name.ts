/** The name of `check dns <name>`: what `dns` computes of it, and what DNS pods really say. */
import type { DnsName } from '../checks/dns-name.ts';
import { type Facts, type Found, nothing, type Open } from '../checks/sources/source.ts';
import { parseAddress } from '../network/address.ts';
import type { Observation } from '../network/dns-records.ts';
import type { Request } from './command.ts';
import { type Expected, expectedAnswers, own, pluginOf } from './dns-answers.ts';
import type { DnsFacts } from './dns-facts.ts';
import { readFacts } from './dns-find.ts';
import { observe, readDnsPods } from './dns-observe.ts';
import { reasonsOf } from './dns-report.ts';
import { understood } from './dns-run.ts';

type Asking = Request<{ from?: string | undefined }>;
export type NameFacts = Required<Pick<Facts, 'dnsName' | 'dnsAnswers'>>;

/** For `check dns` without a name. */
export const noName: NameFacts = { dnsName: nothing, dnsAnswers: nothing };

/**
 * Two round trips as for `dns`, and then the DNS pods are asked.
 * @throws UserError usage: not a DNS name, or a Service of that name in several namespaces;
 * unreadable: Services
 */
export async function readDnsName(request: Asking, text: string): Promise<NameFacts> {
  const { from } = request.args;
  const isCaller = from !== undefined && !parseAddress(from);
  // So that what it suggests to type begins with these words.
  const job = { ...request.job, command: 'check dns' };
  const asking = { ...request, job, args: { name: text, ...(isCaller && { from }) } };
  const asked = understood(asking);
  const [facts, pods] = await Promise.all([readFacts(asking, asked), readDnsPods(request.cluster)]);
  const expected = expectedAnswers(facts);
  const names = own(facts);
  // Of the name itself: `dns` may prefer to ask for another that has an answer.
  const named = expected.filter(({ question }) => names.includes(question.name));
  const askable = named.length > 0 ? named : expected;
  const { observed, open } = await observe(request.cluster, askable, names, pods);
  const computed = computedFor(observed[0], expected);
  return {
    dnsName: { ...nothing, all: [nameIn(text, facts, expected, computed)] },
    dnsAnswers: answersIn(observed, open),
  };
}

/** What was computed for the question that was asked; the first of all where none was. */
function computedFor(observed: Observation | undefined, expected: readonly Expected[]) {
  if (!observed) return expected[0];
  const { name, type } = observed.question;
  return expected.find(({ question }) => question.name === name && question.type === type);
}

function nameIn(
  typed: string,
  facts: DnsFacts,
  expected: readonly Expected[],
  computed: Expected | undefined,
): DnsName {
  const { subject, elsewhere, near, clusterDomain } = facts;
  return {
    typed,
    whole: own(facts)[0] ?? typed,
    kind: subject.kind,
    isServed: pluginOf(facts)?.zones.includes(clusterDomain) ?? false,
    ...(computed && { expected: computed }),
    reasons: reasonsOf(facts, expected),
    elsewhere,
    near,
  };
}

/** One pod that was heard is enough to say something; a forward that fails says nothing of the pod. */
function answersIn(observed: readonly Observation[], open: readonly Open[]): Found<Observation> {
  const isHeard = observed.some(({ answer, ms }) => answer !== undefined || ms !== undefined);
  return { all: observed, gaps: isHeard ? [] : open, isCut: false };
}
