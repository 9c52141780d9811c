/** The resolver walk: what a pod would ask, one query after the other. */
import { answerOf } from '../network/dns.ts';
import { labelsOf, normalName } from '../network/dns-names.ts';
import type { DnsAnswer } from '../network/dns-records.ts';
import type { Reason } from '../network/dns-why.ts';
import { type Walk, walk } from '../network/resolver.ts';
import { code, count, type Section } from '../report.ts';
import type { DnsFacts, From } from './dns-facts.ts';
import { emptyText, valueText } from './dns-tables.ts';

/** undefined: not asked for, or an address, which no resolver looks for. */
export function walkOf({ asked, from, type, world }: DnsFacts): Walk | undefined {
  if (!from || asked.kind === 'address' || !from.conf.isCluster) return undefined;
  const types = type ? [type] : (['A', 'AAAA'] as const);
  return walk(asked.typed, from.conf, (name) =>
    types.map((one) => answerOf({ name, type: one }, world)),
  );
}

export function walkSections({ from }: DnsFacts, found: Walk | undefined): Section[] {
  if (!from) return [];
  const settings: Section = {
    kind: 'fields',
    title: `Asked from ${code(from.text)}`,
    fields: [
      { label: 'Settings', value: from.conf.origin },
      ...(from.conf.isCluster ? searchFields(from) : []),
    ],
  };
  if (!found) return [settings];
  return [
    settings,
    {
      kind: 'table',
      title: 'Queries in order',
      columns: [{ label: '#', align: 'right' }, { label: 'Query' }, { label: 'Expected answer' }],
      rows: found.tries.map(({ name, answers }, i) => [
        String(i + 1),
        `${name}.`,
        resultText(answers),
      ]),
    },
  ];
}

function searchFields({ conf }: From) {
  const { search, ndots } = conf;
  return [
    { label: 'Search list', value: search.map((domain) => code(domain)).join(', ') || 'none' },
    {
      label: 'ndots',
      value: `${ndots}: a name with fewer dots is tried below the search list first`,
    },
  ];
}

function resultText(answers: readonly DnsAnswer[]): string {
  const found = answers.flatMap((answer) => answer.answers.map(valueText));
  if (found.length > 0) return [...new Set(found)].join(', ');
  const [first] = answers;
  return first ? emptyText(first) : '';
}

/** What it costs, and how to ask for less. */
export function walkReasons(
  { asked, from, clusterDomain }: DnsFacts,
  found: Walk | undefined,
): Reason[] {
  if (!from || asked.kind === 'address') return [];
  if (!from.conf.isCluster) {
    const text = `A pod with ${from.conf.origin} does not ask the cluster’s DNS: no name of the cluster resolves there. ${remedy(from)}`;
    return [{ mark: 'problem', text }];
  }
  if (!found) return [];
  const whole = found.found?.name ?? found.tries.at(-1)?.name ?? '';
  const isOutside = found.outside !== undefined;
  if (!found.found && !isOutside) {
    const missing = from.conf.search.length === 0 && labelsOf(normalName(asked.typed)).length < 4;
    const text = missing
      ? `Without a search list ${code(asked.typed)} is asked for as it stands: write ${code(`<service>.<namespace>.svc.${clusterDomain}.`)}`
      : `None of ${count(found.tries.length, 'query', 'queries')} finds it from ${code(from.text)}.`;
    return [{ mark: 'problem', text }];
  }
  if (found.misses === 0) return [{ mark: 'ok', text: 'The first query answers.' }];
  const advice = `${code(`${whole}.`)}, with the final dot, asks once.`;
  const lower =
    isOutside && from.conf.ndots > 1
      ? ` For many names outside the cluster, ${code('ndots: 2')} in the pod’s dnsConfig saves the same.`
      : '';
  const mark = found.misses > 2 ? 'warning' : 'skipped';
  return [{ mark, text: `${cost(found.misses)} ${advice}${lower}` }];
}

function cost(misses: number): string {
  const twice = `${2 * misses} where IPv4 and IPv6 are both asked for`;
  return `${count(misses, 'query', 'queries')} in vain before the one that counts (${twice}).`;
}

function remedy({ conf }: From): string {
  return conf.origin.includes('host network')
    ? `Set ${code('dnsPolicy: ClusterFirstWithHostNet')}.`
    : `Set ${code('dnsPolicy: ClusterFirst')}, or give it the cluster’s DNS in dnsConfig.`;
}
