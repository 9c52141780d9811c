/** The answer of `dns` for machines; docs/json.md describes it. */
import { formsOf } from '../network/dns-book.ts';
import type { DnsAnswer } from '../network/dns-records.ts';
import type { Reason } from '../network/dns-why.ts';
import type { Walk } from '../network/resolver.ts';
import { type Expected, pluginOf } from './dns-answers.ts';
import type { DnsFacts } from './dns-facts.ts';

export function toData(
  facts: DnsFacts,
  expected: readonly Expected[],
  reasons: readonly Reason[],
  walk: Walk | undefined,
): Record<string, unknown> {
  const { subject, clusterDomain, corefile, from } = facts;
  const plugin = pluginOf(facts);
  return {
    kind: subject.kind,
    service: subject.kind === 'service' ? pick(subject.service.metadata) : null,
    pod: 'pod' in subject && subject.pod ? pick(subject.pod.metadata) : null,
    names: subject.kind === 'service' ? formsOf(subject.service, clusterDomain) : [],
    expected: expected.map(({ question, answer }) => ({ ...question, ...toAnswer(answer) })),
    /** null: nothing was looked up. */
    observed: facts.observed ?? null,
    reasons,
    walk: from ? walkData(from, walk) : null,
    settings: {
      corefile: corefile ?? null,
      clusterDomain,
      pods: plugin?.pods ?? null,
      ttl: plugin?.ttl ?? null,
    },
  };
}

const pick = ({ namespace, name }: { namespace: string; name: string }) => ({ namespace, name });

function toAnswer({ rcode, answers, additionals, outside }: DnsAnswer) {
  return { rcode, answers, additionals, ...(outside && { outside }) };
}

function walkData({ text, conf }: NonNullable<DnsFacts['from']>, walk: Walk | undefined) {
  const { search, ndots, nameservers, options, isCluster, origin } = conf;
  return {
    from: text,
    settings: { search, ndots, nameservers, options, isCluster, origin },
    queries: (walk?.tries ?? []).map(({ name, answers }) => ({
      name,
      rcodes: answers.map(({ rcode }) => rcode),
      answers: answers.flatMap((answer) => answer.answers),
    })),
    answeredBy: walk?.found?.name ?? null,
    inVain: walk?.misses ?? null,
  };
}
