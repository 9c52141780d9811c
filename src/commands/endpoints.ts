/** `endpoints <service>`: who is behind a Service, ready or not, and why. */
import * as z from 'zod';
import { endpointsOf } from '../network/endpoints.ts';
import { hasSelector, selectorText } from '../network/service-facts.ts';
import { gapsOf, type Query, type Snapshot } from '../snapshot.ts';
import { defineCommand, type Request, reportOf } from './command.ts';
import { commandLine } from './command-line.ts';
import { describeEndpoints } from './endpoints-report.ts';
import { type FoundService, findService } from './find-service.ts';
import { notEvaluated } from './unreadable.ts';

/** Events are asked for by pod, so that the cost does not grow with the namespace. */
const podsWhoseEventsAreRead = 5;

export const endpoints = defineCommand({
  name: 'endpoints',
  summary: 'Show who is behind a Service, ready or not, and why',
  positionals: ['service'],
  options: {},
  examples: ['endpoints api-service -n shop', 'endpoints shop/mysql', 'endpoints api-service.shop'],
  args: z.strictObject({ service: z.string() }),
  access: 'read',
  needs: ['services', 'endpointslices', 'pods', 'events', 'namespaces'],
  async run(request) {
    const found = await findService(request, request.args.service, ({ name, namespace }) => [
      {
        kind: 'endpointslices',
        labels: `kubernetes.io/service-name=${name}`,
        ...(namespace !== undefined && { namespace }),
      },
    ]);
    const behind = await readPods(request, found);
    const { namespace, name } = found.service.metadata;
    const rerun = commandLine(request, `${namespace}/${name}`);
    const list = commandLine(
      { ...request, job: { ...request.job, command: 'list' } },
      `-n ${namespace}`,
    );
    return reportOf(request, {
      target: `${namespace}/${name}`,
      ...describeEndpoints({
        service: found.service,
        slices: found.snapshot.objects.endpointslices,
        pods: behind.objects.pods,
        events: behind.objects.events ?? [],
      }),
      actions: [
        { label: 'Re-run', command: rerun, isRepeat: true },
        { label: 'List Services', command: list },
      ],
      notEvaluated: [
        ...notEvaluated(gapsOf(found.snapshot, 'endpointslices'), 'the endpoints'),
        ...notEvaluated(gapsOf(behind, 'pods'), 'restarts, and why pods are not ready'),
        ...notEvaluated(gapsOf(behind, 'events'), 'what the probes answered (events)'),
      ],
    });
  },
});

/** The second round trip: pods by the Service's selector, and the events of those not ready. */
async function readPods(
  { cluster }: Request<unknown>,
  { service, snapshot }: FoundService,
): Promise<Pick<Snapshot, 'objects' | 'gaps'>> {
  const { namespace } = service.metadata;
  const targets = endpointsOf(snapshot.objects.endpointslices ?? []).filter(
    ({ target }) => target?.kind === 'Pod',
  );
  const queries: Query[] = hasSelector(service)
    ? [{ kind: 'pods', namespace, labels: selectorText(service) }]
    : targets
        .slice(0, 20)
        .map(({ target }) => ({ kind: 'pods', namespace, name: target?.name ?? '' }));
  const unready = targets.filter(({ ready }) => !ready).slice(0, podsWhoseEventsAreRead);
  for (const { target } of unready) {
    queries.push({
      kind: 'events',
      namespace,
      fields: `involvedObject.kind=Pod,involvedObject.name=${target?.name},reason=Unhealthy`,
      limit: 20,
    });
  }
  if (queries.length === 0) return { objects: { pods: [] }, gaps: [] };
  return cluster.read(queries);
}
