/** The tables of `endpoints`: every endpoint, and where they stand when there are many. */
import type { Backend } from '../network/backends.ts';
import { label } from '../network/endpoints.ts';
import { count, type Section } from '../report.ts';

/** From here on a summary per zone and node stands before the table. */
const many = 20;
const nodesShown = 10;

export function endpointTable(endpoints: readonly Backend[]): Section[] {
  if (endpoints.length === 0) return [];
  const hasZones = endpoints.some(({ zone }) => zone);
  const hasPods = endpoints.some(({ restarts }) => restarts !== undefined);
  return [
    {
      kind: 'table',
      title: count(endpoints.length, 'endpoint'),
      columns: [
        { label: 'State' },
        { label: 'Target' },
        { label: 'Addresses' },
        { label: 'Ports' },
        { label: 'Node' },
        ...(hasZones ? [{ label: 'Zone' }] : []),
        ...(hasPods ? [{ label: 'Restarts', align: 'right' as const }] : []),
      ],
      rows: endpoints.map((item) => [
        stateOf(item),
        item.target ? label(item) : '—',
        item.addresses.join(', '),
        item.ports.map(portText).join(', '),
        item.node ?? '—',
        ...(hasZones ? [item.zone ?? '—'] : []),
        ...(hasPods ? [String(item.restarts ?? '—')] : []),
      ]),
    },
  ];
}

export function stateOf({ ready, serving, terminating }: Backend): string {
  if (terminating) return serving ? 'terminating, still serving' : 'terminating';
  return ready ? 'ready' : 'not ready';
}

function portText({ name, port, protocol }: Backend['ports'][number]): string {
  return `${name ? `${name} ` : ''}${port}/${protocol}`;
}

/** Worst first: where the share of ready endpoints is smallest. */
export function spreadTables(endpoints: readonly Backend[]): Section[] {
  if (endpoints.length < many) return [];
  const zones = spread('By zone', endpoints, ({ zone }) => zone ?? 'no zone');
  return [zones, spread('By node', endpoints, ({ node }) => node ?? 'no node', nodesShown)];
}

function spread(
  title: string,
  endpoints: readonly Backend[],
  keyOf: (item: Backend) => string,
  most = Number.POSITIVE_INFINITY,
): Section {
  const groups = [...Map.groupBy(endpoints, keyOf)].map(([key, items]) => {
    const ready = items.filter((item) => item.ready).length;
    return { key, ready, total: items.length };
  });
  groups.sort((a, b) => a.ready / a.total - b.ready / b.total || a.key.localeCompare(b.key));
  const shown = groups.slice(0, most);
  const rest = groups.length - shown.length;
  return {
    kind: 'table',
    title: rest > 0 ? `${title}, the worst ${shown.length} of ${groups.length}` : title,
    columns: [
      { label: title.replace('By ', '').replace(/^./, (c) => c.toUpperCase()) },
      { label: 'Ready', align: 'right' },
      { label: 'All', align: 'right' },
    ],
    rows: shown.map(({ key, ready, total }) => [key, String(ready), String(total)]),
  };
}
