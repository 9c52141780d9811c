/** `list`: the Services of a namespace, or of the cluster, with how many endpoints are ready. */
import * as z from 'zod';
import { endpointsOf } from '../network/endpoints.ts';
import { externalAddress, formOf } from '../network/service-facts.ts';
import { checkLabel } from '../network/target.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Service } from '../objects/service.ts';
import { code, count, type Section } from '../report.ts';
import { gapsOf, type Query, type Snapshot } from '../snapshot.ts';
import { defineCommand, type Request, reportOf } from './command.ts';
import { commandLine } from './command-line.ts';
import { missingNamespace } from './missing-namespace.ts';
import { notEvaluated, unreadable } from './unreadable.ts';

/** Beyond this a list is no answer; a name or a namespace is. */
const mostServices = 1000;

export const list = defineCommand({
  name: 'list',
  summary: 'List Services with their type, ports and ready endpoints',
  positionals: [],
  options: {
    'all-namespaces': { short: 'A', summary: 'all namespaces, whatever the channel says' },
  },
  examples: ['list -n shop', 'list -A'],
  args: z.strictObject({ 'all-namespaces': z.boolean().default(false) }),
  access: 'read',
  needs: ['services', 'endpointslices', 'namespaces'],
  async run(request) {
    const namespace = request.args['all-namespaces']
      ? undefined
      : (request.namespace ?? request.fallbackNamespace);
    if (namespace !== undefined) checkLabel(namespace, 'namespace');
    const snapshot = await request.cluster.read(queries(namespace));
    const { services, endpointslices } = snapshot.objects;
    if (!services) throw unreadable(gapsOf(snapshot, 'services'), 'Services');
    if (services.length === 0 && namespace !== undefined) {
      await missingNamespace(request, namespace);
    }
    const rows = toRows(services, isComplete(snapshot) ? endpointslices : undefined);
    return reportOf(request, {
      ...(namespace !== undefined && { target: namespace }),
      verdict: 'ok',
      headline: headline(rows, namespace),
      sections: table(rows, snapshot, namespace),
      actions: [{ label: 'Re-run', command: rerun(request, namespace), isRepeat: true }],
      data: { services: rows },
      notEvaluated: notEvaluated(
        gapsOf(snapshot, 'endpointslices'),
        'how many endpoints are ready',
      ),
    });
  },
});

interface Row {
  namespace: string;
  name: string;
  type: string;
  ports: string[];
  address: string | null;
  /** null: could not be read, or an ExternalName, which has none. */
  endpoints: { ready: number; total: number } | null;
}

function queries(namespace: string | undefined): Query[] {
  const where = namespace === undefined ? {} : { namespace };
  return [
    { kind: 'services', ...where, limit: mostServices },
    { kind: 'endpointslices', ...where, limit: mostServices * 2 },
  ];
}

const isComplete = ({ truncated }: Snapshot) =>
  !truncated.some(({ kind }) => kind === 'endpointslices');

function toRows(services: readonly Service[], slices: readonly EndpointSlice[] | undefined): Row[] {
  const byService = Map.groupBy(slices ?? [], ({ metadata }) => {
    return `${metadata.namespace}/${metadata.labels['kubernetes.io/service-name'] ?? ''}`;
  });
  return services.map((service) => {
    const { namespace, name } = service.metadata;
    const isAlias = formOf(service) === 'ExternalName';
    const items = endpointsOf(byService.get(`${namespace}/${name}`) ?? []);
    const ready = items.filter((item) => item.ready).length;
    return {
      namespace,
      name,
      type: formOf(service),
      ports: service.spec.ports.map(({ port, protocol }) => `${port}/${protocol}`),
      address: addressOf(service),
      endpoints: isAlias || !slices ? null : { ready, total: items.length },
    };
  });
}

function addressOf(service: Service): string | null {
  if (service.spec.type === 'LoadBalancer') return externalAddress(service) ?? 'pending';
  if (service.spec.type === 'ExternalName') return service.spec.externalName ?? null;
  return formOf(service) === 'headless' ? null : (service.spec.clusterIP ?? null);
}

function headline(rows: readonly Row[], namespace: string | undefined): string {
  const where = namespace === undefined ? 'all namespaces' : code(namespace);
  const idle = rows.filter(({ endpoints }) => endpoints?.ready === 0);
  const what = `${count(rows.length, 'Service')} in ${where}`;
  if (idle.length === 0) return what;
  const names = idle.slice(0, 3).map((row) => code(shortName(row, namespace)));
  const more = idle.length > 3 ? ` and ${idle.length - 3} more` : '';
  return `${what}; no endpoint is ready for ${names.join(', ')}${more}`;
}

function table(rows: readonly Row[], snapshot: Snapshot, namespace: string | undefined): Section[] {
  if (rows.length === 0) return [];
  const cut = snapshot.truncated.some(({ kind }) => kind === 'services');
  return [
    ...(cut
      ? [
          {
            kind: 'text' as const,
            text: `Only the first ${rows.length} are listed; name a namespace to see the others.`,
          },
        ]
      : []),
    {
      kind: 'table',
      title: count(rows.length, 'Service'),
      columns: [
        ...(namespace === undefined ? [{ label: 'Namespace' }] : []),
        { label: 'Name' },
        { label: 'Type' },
        { label: 'Address' },
        { label: 'Ports' },
        { label: 'Ready', align: 'right' },
      ],
      rows: rows.map((row) => [
        ...(namespace === undefined ? [row.namespace] : []),
        row.name,
        row.type,
        row.address ?? '—',
        row.ports.join(', ') || '—',
        row.endpoints ? `${row.endpoints.ready} of ${row.endpoints.total}` : '—',
      ]),
    },
  ];
}

const shortName = (row: Row, namespace: string | undefined) =>
  namespace === undefined ? `${row.namespace}/${row.name}` : row.name;

function rerun(request: Request<unknown>, namespace: string | undefined): string {
  return commandLine(request, namespace === undefined ? '--all-namespaces' : `-n ${namespace}`);
}
