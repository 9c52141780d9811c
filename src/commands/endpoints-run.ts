/** What `endpoints` does: finds the Service, reads who is behind it, describes them. */
import type { Report } from '../report.ts';
import { type Request, reportOf } from './command.ts';
import { commandLine, listLine } from './command-line.ts';
import { readBehind } from './endpoints-reads.ts';
import { describeEndpoints } from './endpoints-report.ts';
import { findService } from './find-service.ts';

export async function runEndpoints(request: Request<{ service: string }>): Promise<Report> {
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
}

function actionsFor(request: Request<unknown>, target: string, namespace: string) {
  return [
    { label: 'Re-run', command: commandLine(request, target), isRepeat: true as const },
    { label: 'List Services', command: listLine(request, namespace) },
  ];
}
