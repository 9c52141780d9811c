/** A command as it would be typed, for buttons and suggestions: with the cluster that was asked for. */
import type { Job } from '../job.ts';

export function commandLine({ job }: { job: Job }, args: string): string {
  const { cluster } = job.scope;
  return [job.command, args, ...(cluster ? [`--cluster ${cluster}`] : [])]
    .filter((word) => word !== '')
    .join(' ');
}
