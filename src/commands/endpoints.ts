/** `endpoints <service>`: who is behind a Service, ready or not, and why. */
import * as z from 'zod';
import { defineCommand, type Request, reportOf } from './command.ts';
import { commandLine, listLine } from './command-line.ts';
import { readBehind } from './endpoints-reads.ts';
import { describeEndpoints } from './endpoints-report.ts';
import { findService } from './find-service.ts';

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
    const { notEvaluated, ...behind } = await readBehind(request.cluster, found);
    const { namespace, name } = found.service.metadata;
    const target = `${namespace}/${name}`;
    return reportOf(request, {
      target,
      ...describeEndpoints({ service: found.service, ...behind }),
      actions: actionsFor(request, target, namespace),
      notEvaluated,
    });
  },
});

function actionsFor(request: Request<unknown>, target: string, namespace: string) {
  return [
    { label: 'Re-run', command: commandLine(request, target), isRepeat: true as const },
    { label: 'List Services', command: listLine(request, namespace) },
  ];
}
