/** What `list` does: reads the Services of one namespace or of all, and counts their endpoints. */
import { UserError } from '../errors.ts';
import { toLabel } from '../network/target.ts';
import { type Action, code, type NotEvaluated, type Report } from '../report.ts';
import { gapsOf, type Query, type Snapshot } from '../snapshot.ts';
import { type Request, reportOf } from './command.ts';
import { endpointsLine, listLine } from './command-line.ts';
import { describeList, idleOnes, type Row, toRows } from './list-report.ts';
import { missingNamespace } from './missing-namespace.ts';
import { notEvaluated, unreadable } from './unreadable.ts';

/** Beyond this a list is no answer; a name or a namespace is. */
const mostServices = 1000;
const mostSlices = 2 * mostServices;

type ListRequest = Request<{ 'all-namespaces': boolean }>;

export async function runList(request: ListRequest): Promise<Report> {
  const namespace = chooseNamespace(request);
  const snapshot = await request.cluster.read(queries(namespace));
  const { services, endpointslices } = snapshot.objects;
  if (!services) throw unreadable(gapsOf(snapshot, 'services'), 'Services');
  const isEmpty = services.length === 0;
  const open =
    isEmpty && namespace !== undefined
      ? await missingNamespace(request, namespace)
      : notCounted(snapshot);
  const rows = toRows(services, isCut(snapshot, 'endpointslices') ? undefined : endpointslices);
  return reportOf(request, {
    ...(namespace !== undefined && { target: namespace }),
    verdict: 'ok',
    ...describeList(rows, namespace, isCut(snapshot, 'services')),
    ...(open.length > 0 && { mark: 'unknown' as const }),
    actions: actions(request, namespace, rows),
    data: { services: rows.map(({ isPending: _, ...row }) => row) },
    notEvaluated: open,
  });
}

/** @throws UserError usage: two answers to "where?" */
function chooseNamespace(request: ListRequest): string | undefined {
  const { namespace, fallbackNamespace } = request;
  if (!request.args['all-namespaces']) {
    const chosen = namespace ?? fallbackNamespace;
    return chosen === undefined ? undefined : toLabel(chosen, 'namespace');
  }
  if (namespace === undefined) return undefined;
  throw new UserError('usage', {
    what: `${code('--all-namespaces')} and ${code(`-n ${namespace}`)} contradict each other.`,
    hint: 'Leave one of them out.',
  });
}

function queries(namespace: string | undefined): Query[] {
  const where = namespace === undefined ? {} : { namespace };
  return [
    { kind: 'services', ...where, limit: mostServices },
    { kind: 'endpointslices', ...where, limit: mostSlices },
  ];
}

function isCut({ truncated }: Pick<Snapshot, 'truncated'>, wanted: Query['kind']): boolean {
  return truncated.some(({ kind }) => kind === wanted);
}

function notCounted(snapshot: Snapshot): NotEvaluated[] {
  const what = 'how many endpoints are ready';
  if (!isCut(snapshot, 'endpointslices')) {
    return notEvaluated(gapsOf(snapshot, 'endpointslices'), what);
  }
  const why = `there are more than ${mostSlices} EndpointSlices. Name a namespace: ${code('-n <namespace>')}.`;
  return [{ what, why }];
}

function actions(
  request: Request<unknown>,
  namespace: string | undefined,
  rows: readonly Row[],
): Action[] {
  const idle = idleOnes(rows).slice(0, 3);
  return [
    { label: 'Re-run', command: listLine(request, namespace), isRepeat: true },
    ...idle.map((row) => {
      const target = `${row.namespace}/${row.name}`;
      return { label: `Why ${row.name}?`, command: endpointsLine(request, target) };
    }),
  ];
}
