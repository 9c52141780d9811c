/** The tables of `endpoints`: every endpoint, and where they stand when there are many. */
import type { Backend } from '../network/backends.ts';
import { label } from '../network/endpoints.ts';
import { type Column, count, type Section } from '../report.ts';

/** From here on a summary per zone and node stands before the table. */
const many = 20;
const nodesShown = 10;

interface Field extends Column {
  of: (item: Backend) => string;
  /** Left out where it says the same, or nothing, for all. */
  isNeeded?: boolean;
}

/** What all of them share stands in the title, so that names have room in the table. */
export function endpointTable(endpoints: readonly Backend[]): Section[] {
  if (endpoints.length === 0) return [];
  const ports = new Set(endpoints.map(portsText));
  const [shared = ''] = ports;
  const hasSamePorts = ports.size === 1;
  const fields: Field[] = [
    { label: 'State', of: stateOf },
    { label: 'Target', of: (item) => (item.target ? label(item) : '') },
    { label: 'Addresses', of: ({ addresses }) => addresses.join(', ') },
    { label: 'Ports', of: portsText, isNeeded: !hasSamePorts },
    { label: 'Node', of: ({ node }) => node ?? '' },
    { label: 'Zone', of: ({ zone }) => zone ?? '' },
    { label: 'Restarts', align: 'right', of: ({ restarts }) => String(restarts ?? '') },
  ];
  const shown = fields.filter(
    ({ isNeeded, of }) => isNeeded ?? endpoints.some((item) => of(item) !== ''),
  );
  const where = hasSamePorts ? ` ${shared === '' ? 'without ports' : `on ${shared}`}` : '';
  return [
    {
      kind: 'table',
      title: `${count(endpoints.length, 'endpoint')}${where}`,
      columns: shown.map(({ label, align }) => ({ label, ...(align && { align }) })),
      rows: endpoints.map((item) => shown.map(({ of }) => of(item) || '—')),
    },
  ];
}

export function stateOf({ ready, serving, terminating }: Backend): string {
  if (terminating) return ready || serving ? 'terminating, still serving' : 'terminating';
  return ready ? 'ready' : 'not ready';
}

function portsText({ ports }: Backend): string {
  return ports
    .map(({ name, port, protocol }) => `${name ? `${name} ` : ''}${port}/${protocol}`)
    .join(', ');
}

/** Worst first: where the share of ready endpoints is smallest. */
export function spreadTables(endpoints: readonly Backend[]): Section[] {
  if (endpoints.length < many) return [];
  return [
    spread('Zone', endpoints, ({ zone }) => zone ?? 'no zone'),
    spread('Node', endpoints, ({ node }) => node ?? 'no node', nodesShown),
  ];
}

function spread(
  what: 'Zone' | 'Node',
  endpoints: readonly Backend[],
  keyOf: (item: Backend) => string,
  most = Number.POSITIVE_INFINITY,
): Section {
  const groups = [...Map.groupBy(endpoints, keyOf)].map(([key, items]) => {
    const ready = items.filter((item) => item.ready).length;
    return { key, ready, total: items.length };
  });
  groups.sort((a, b) => a.ready / a.total - b.ready / b.total || compare(a.key, b.key));
  const shown = groups.slice(0, most);
  const title = `By ${what.toLowerCase()}`;
  return {
    kind: 'table',
    title:
      shown.length < groups.length
        ? `${title}, the worst ${shown.length} of ${groups.length}`
        : title,
    columns: [
      { label: what },
      { label: 'Ready', align: 'right' },
      { label: 'All', align: 'right' },
    ],
    rows: shown.map(({ key, ready, total }) => [key, String(ready), String(total)]),
  };
}

const compare = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
