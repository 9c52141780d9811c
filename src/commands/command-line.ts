/** Commands as they would be typed, for buttons and suggestions: with the cluster that was asked for. */
import type { Job } from '../job.ts';

interface Asked {
  job: Pick<Job, 'command' | 'scope'>;
}

export function commandLine({ job }: Asked, args: string, command = job.command): string {
  const { cluster } = job.scope;
  return [command, args, ...(cluster ? [`--cluster ${cluster}`] : [])]
    .filter((word) => word !== '')
    .join(' ');
}

/** `list -n shop`, or of all namespaces. */
export function listLine(request: Asked, namespace: string | undefined): string {
  return commandLine(request, namespace === undefined ? '-A' : `-n ${namespace}`, 'list');
}

/** `endpoints shop/api` */
export function endpointsLine(request: Asked, service: string): string {
  return commandLine(request, service, 'endpoints');
}
