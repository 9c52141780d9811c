/** The tables of `trace`: backends with their share, and the pods behind them. */
import { label } from '../network/endpoints.ts';
import type { Reach } from '../network/reach.ts';
import { percent } from '../network/routes/split.ts';
import { code, type Section } from '../report.ts';
import { stateOf } from './endpoints-tables.ts';
import type { Traced } from './traced.ts';

export function backendTable({ reaches, main, ask }: Traced): Section[] {
  if (reaches.length === 0) return [];
  const path = main?.winner?.backendPath ?? ask.path;
  const asIs = path === ask.path ? '' : `, which see ${code(path)}`;
  return [
    {
      kind: 'table',
      title: `Backends${asIs}`,
      columns: [
        { label: 'Share', align: 'right' },
        { label: 'Weight', align: 'right' },
        { label: 'Backend' },
        { label: 'Port' },
        { label: 'Endpoints' },
      ],
      rows: reaches.map((reach) => [
        percent(reach.backend.share),
        String(reach.backend.weight),
        `${reach.backend.namespace}/${reach.backend.name}`,
        portText(reach),
        endpointText(reach),
      ]),
    },
  ];
}

function portText({ backend, port }: Reach): string {
  if (!port) return String(backend.port ?? '—');
  const { targetPort } = port;
  return targetPort === undefined || targetPort === port.port
    ? String(port.port)
    : `${port.port} to ${targetPort}`;
}

function endpointText({ endpoints }: Reach): string {
  return endpoints ? `${endpoints.ready} of ${endpoints.total} ready` : '—';
}

const mostRows = 20;

/** Ready pods of one Service get alike; the not ready ones get nothing. */
export function podTable({ reaches, behind }: Traced): Section[] {
  const rows = reaches.flatMap(({ backend, endpoints }) => {
    const items = behind.get(`${backend.namespace}/${backend.name}`) ?? [];
    const each = endpoints && endpoints.ready > 0 ? backend.share / endpoints.ready : 0;
    return items.map((item) => [
      percent(item.ready ? each : 0),
      label(item),
      `${backend.namespace}/${backend.name}`,
      stateOf(item),
      item.node ?? '—',
      item.reason ?? '',
    ]);
  });
  if (rows.length === 0) return [];
  const hasReasons = rows.some((row) => row[5] !== '');
  const names = ['Pod', 'Service', 'State', 'Node', ...(hasReasons ? ['Why'] : [])];
  const rest = rows.length - mostRows;
  return [
    {
      kind: 'table',
      title: rest > 0 ? `Pods, the first ${mostRows} of ${rows.length}` : 'Pods',
      columns: [{ label: 'Share', align: 'right' }, ...names.map((label) => ({ label }))],
      rows: rows.slice(0, mostRows).map((row) => (hasReasons ? row : row.slice(0, 5))),
    },
  ];
}
