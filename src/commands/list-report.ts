/** The words and the table of `list`: what is wrong first, then every Service by its name. */
import { endpointsOf } from '../network/endpoints.ts';
import { firstOf } from '../network/nearest.ts';
import { externalAddresses, formOf, isPending } from '../network/service-facts.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { code, count, type Mark, type Report, type Section } from '../report.ts';

export interface Row {
  namespace: string;
  name: string;
  type: string;
  ports: string[];
  /** null: none, or none yet. */
  address: string | null;
  /** null: could not be read, or an ExternalName, which has none. */
  endpoints: { ready: number; total: number } | null;
  isPending: boolean;
}

/** @param slices undefined: not all could be read */
export function toRows(
  services: readonly Service[],
  slices: readonly EndpointSlice[] | undefined,
): Row[] {
  const byService = Map.groupBy(slices ?? [], ({ metadata }) => {
    return `${metadata.namespace}/${metadata.labels['kubernetes.io/service-name'] ?? ''}`;
  });
  const rows = services.map((service): Row => {
    const { namespace, name } = service.metadata;
    const isAlias = formOf(service) === 'ExternalName';
    const items = endpointsOf(byService.get(`${namespace}/${name}`) ?? []);
    const ready = items.filter((item) => item.ready).length;
    return {
      namespace,
      name,
      type: formOf(service),
      ports: service.spec.ports.map(portText),
      address: addressOf(service),
      endpoints: isAlias || !slices ? null : { ready, total: items.length },
      isPending: isPending(service),
    };
  });
  return rows.sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
}

const compare = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

/** As kubectl has it: `80:30080/TCP` for one that is open on every node. */
function portText({ port, nodePort, protocol }: ServicePort): string {
  return `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`;
}

function addressOf(service: Service): string | null {
  if (service.spec.type === 'LoadBalancer') return externalAddresses(service)[0] ?? null;
  if (service.spec.type === 'ExternalName') return service.spec.externalName ?? null;
  return formOf(service) === 'headless' ? null : (service.spec.clusterIP ?? null);
}

/** What is wrong with a Service, as far as a list can tell; undefined: nothing. */
function troubleOf(row: Row): { mark: Mark; text: string } | undefined {
  const { endpoints } = row;
  if (endpoints?.ready === 0) {
    const text = endpoints.total === 0 ? 'no endpoints' : `0 of ${endpoints.total} endpoints ready`;
    return { mark: 'problem', text };
  }
  if (endpoints && endpoints.ready < endpoints.total) {
    return { mark: 'warning', text: `${endpoints.ready} of ${endpoints.total} endpoints ready` };
  }
  return row.isPending ? { mark: 'warning', text: 'external address pending' } : undefined;
}

export function describeList(
  rows: readonly Row[],
  namespace: string | undefined,
  isCut: boolean,
): Pick<Report, 'headline' | 'mark' | 'sections'> {
  const nameOf = (row: Row) =>
    namespace === undefined ? `${row.namespace}/${row.name}` : row.name;
  const troubled = rows.filter((row) => troubleOf(row));
  return {
    ...(troubled.length > 0 && { mark: 'warning' as const }),
    headline: headline(rows, namespace, nameOf, isCut),
    sections: [...troubleSection(troubled, nameOf), ...table(rows, namespace)],
  };
}

function headline(
  rows: readonly Row[],
  namespace: string | undefined,
  nameOf: (row: Row) => string,
  isCut: boolean,
): string {
  const isEverywhere = namespace === undefined;
  if (rows.length === 0) {
    return `There is no Service in ${isEverywhere ? 'any namespace' : code(namespace)}`;
  }
  const where = isEverywhere ? 'all namespaces' : code(namespace);
  const what = `${count(rows.length, 'Service')} in ${where}`;
  const more = isEverywhere ? 'name a namespace to see the others' : 'there are more';
  const cut = isCut ? `The first ${what}; ${more}` : what;
  const idle = idleOnes(rows).map(nameOf);
  return idle.length > 0 ? `${cut}; no endpoint is ready for ${firstOf(idle, 3)}` : cut;
}

/** Services that nobody answers for. */
export const idleOnes = (rows: readonly Row[]) =>
  rows.filter(({ endpoints }) => endpoints?.ready === 0);

const mostTroubles = 20;

function troubleSection(troubled: readonly Row[], nameOf: (row: Row) => string): Section[] {
  const items = troubled.flatMap((row) => {
    const trouble = troubleOf(row);
    return trouble ? [{ ...trouble, text: `${code(nameOf(row))}: ${trouble.text}` }] : [];
  });
  if (items.length === 0) return [];
  items.sort((a, b) => Number(b.mark === 'problem') - Number(a.mark === 'problem'));
  const rest = items.length - mostTroubles;
  const more = { mark: 'warning' as const, text: `${rest} more, in the table below` };
  const shown = [...items.slice(0, mostTroubles), ...(rest > 0 ? [more] : [])];
  return [{ kind: 'marks', title: 'What is not right', items: shown }];
}

function table(rows: readonly Row[], namespace: string | undefined): Section[] {
  if (rows.length === 0) return [];
  const hasNamespace = namespace === undefined;
  return [
    {
      kind: 'table',
      title: count(rows.length, 'Service'),
      columns: [
        ...(hasNamespace ? [{ label: 'Namespace' }] : []),
        { label: 'Name' },
        { label: 'Type' },
        { label: 'Address' },
        { label: 'Ports' },
        { label: 'Ready', align: 'right' },
      ],
      rows: rows.map((row) => [
        ...(hasNamespace ? [row.namespace] : []),
        row.name,
        row.type,
        row.address ?? (row.isPending ? 'pending' : '—'),
        row.ports.join(', ') || '—',
        readyText(row),
      ]),
    },
  ];
}

function readyText(row: Row): string {
  if (!row.endpoints) return '—';
  const sign = row.endpoints.ready < row.endpoints.total || row.endpoints.ready === 0 ? '✗ ' : '';
  return `${sign}${row.endpoints.ready} of ${row.endpoints.total}`;
}
