/** The Report of `trace`: what is not right, the way, the rule that wins, those that lose, backends. */
import type { Effect, Match } from '../network/routes/route.ts';
import { percent } from '../network/routes/split.ts';
import { code, count, type Mark, type Report, type Section } from '../report.ts';
import { traceData } from './trace-data.ts';
import { doorEffect } from './trace-door.ts';
import { traceGraph } from './trace-graph.ts';
import { judge } from './trace-headline.ts';
import { hostEffect } from './trace-host.ts';
import { backendTable, podTable } from './trace-tables.ts';
import type { Traced } from './traced.ts';

export function describeTrace(
  traced: Traced,
): Pick<Report, 'verdict' | 'headline' | 'mark' | 'sections' | 'data'> {
  const effects = effectsOf(traced);
  const outcome = judge(traced);
  const isOdd = effects.some(({ mark }) => mark === 'warning' || mark === 'problem');
  const worst = effects.find(({ mark }) => mark === 'problem');
  const isBroken = outcome.verdict !== 'problem' && worst !== undefined;
  return {
    ...outcome,
    ...(outcome.verdict === 'ok' && isOdd && { mark: 'warning' }),
    ...(isBroken && {
      verdict: 'problem',
      mark: 'problem',
      headline: `${outcome.headline}, but ${worst.label}: ${worst.text}`,
    }),
    sections: [
      ...troubleSection(traced, effects),
      ...(traced.main ? [traceGraph(traced)] : []),
      ...ruleSection(traced, effects),
      ...backendTable(traced),
      ...podTable(traced),
      ...loserSection(traced),
      ...nearSection(traced),
      ...scopeSection(traced),
    ],
    data: traceData(traced, effects),
  };
}

/** From outside in. */
function effectsOf(traced: Traced): Effect[] {
  const { main } = traced;
  return [
    ...hostEffect(traced),
    ...schemeEffect(traced),
    ...doorEffect(traced),
    ...(main?.effects ?? []),
    ...openEffects(main?.winner?.open ?? []),
    ...(main?.winner?.effects ?? []),
  ];
}

function schemeEffect({ ask }: Traced): Effect[] {
  if (ask.isSchemeGiven || ask.scheme === 'https') return [];
  const text = 'none was given; https is not taken here, http is';
  return [{ label: 'Scheme', mark: 'ok', text }];
}

function openEffects(open: readonly string[]): Effect[] {
  return open.map((one) => ({
    label: 'Rule',
    mark: 'unknown',
    text: `${code(one)} is not evaluated: whether it fits is not known`,
  }));
}

function troubleSection({ reaches }: Traced, effects: readonly Effect[]): Section[] {
  const backends = reaches.flatMap(({ backend, trouble, unknown }) => {
    const words = trouble ?? unknown;
    if (words === undefined) return [];
    const mark: Mark =
      trouble === undefined ? 'unknown' : backend.share > 0 ? 'problem' : 'warning';
    const who = code(`${backend.namespace}/${backend.name}`);
    return [{ mark, text: `${who} (${percent(backend.share)}): ${words}` }];
  });
  const odd = effects
    .filter(({ mark }) => mark !== 'ok')
    .map(({ label, mark, text }) => ({ mark, text: `${label}: ${text}` }));
  const items = [...backends, ...odd];
  return items.length > 0 ? [{ kind: 'marks', title: 'What is not right', items }] : [];
}

function ruleSection({ main }: Traced, effects: readonly Effect[]): Section[] {
  const winner = main?.winner;
  if (!main || !winner) return [];
  const quiet = effects.filter(({ mark }) => mark === 'ok');
  return [
    {
      kind: 'fields',
      title: main.unserved === undefined ? 'The rule that wins' : 'The rule nobody serves',
      fields: [
        { label: 'From', value: nameOf(winner) },
        { label: 'Rule', value: winner.rule },
        ...(winner.answer === undefined ? [] : [{ label: 'Answer', value: winner.answer }]),
        ...quiet.map(({ label, text }) => ({ label, value: text })),
      ],
    },
  ];
}

/** More than these are read by nobody; the JSON has them all. */
const mostLosers = 8;

function loserSection({ main, others }: Traced): Section[] {
  const losers = (main?.losers ?? []).map(
    (one) => `${one.rule} (${nameOf(one)}): ${one.loses ?? ''}`,
  );
  const elsewhere = others.flatMap(({ entrance, winner, unserved }) => {
    if (!winner) return [];
    const why =
      unserved === undefined
        ? `served by ${entrance.name}, for requests that come in there`
        : `nobody serves it: ${unserved}`;
    return [`${winner.rule} (${nameOf(winner)}): ${why}`];
  });
  const all = [...losers, ...elsewhere];
  if (all.length === 0) return [];
  const rest = all.length - mostLosers;
  const items = all.slice(0, mostLosers).map((text) => ({ mark: 'skipped' as const, text }));
  const more = rest > 0 ? [{ mark: 'skipped' as const, text: `${count(rest, 'more rule')}` }] : [];
  return [{ kind: 'marks', title: 'Rules that match too', items: [...items, ...more] }];
}

export const nameOf = ({ source }: Pick<Match, 'source'>) =>
  `${source.kind} ${code(`${source.namespace}/${source.name}`)}`;

function nearSection({ near, main, namespace, isPartial }: Traced): Section[] {
  if (near.length === 0) {
    if (main || isPartial || namespace !== undefined) return [];
    const text =
      'No rule of this cluster has a host like it. Check the spelling, and whether another cluster serves it.';
    return [{ kind: 'text', text }];
  }
  return [
    {
      kind: 'table',
      title: 'The nearest rules',
      columns: [{ label: 'Host' }, { label: 'Path' }, { label: 'From' }],
      rows: near.map(({ host, path, source }) => [
        host || '(every host)',
        path,
        `${source.kind} ${source.namespace}/${source.name}`,
      ]),
    },
  ];
}

function scopeSection({ namespace }: Traced): Section[] {
  if (namespace === undefined) return [];
  const text = `Only rules of namespace ${code(namespace)} were read: one of another namespace may win. Without ${code('-n')} all are.`;
  return [{ kind: 'text', text }];
}
