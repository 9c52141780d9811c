/** From a Job to the command that answers it: the policy, the cluster, and what a throw becomes. */
import { channelOf, refusal } from './access/policy.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { LookupHost } from './cluster/host-lookup.ts';
import { chooseCluster } from './commands/choose-cluster.ts';
import type { Command, OptionSpecs, Request } from './commands/command.ts';
import { failedReport, type Named } from './commands/failed-report.ts';
import { find } from './commands/help.ts';
import { mustRead } from './commands/must-read.ts';
import { narrow, noCluster } from './commands/narrow.ts';
import type { Config } from './config.ts';
import { UserError } from './errors.ts';
import type { Job } from './job.ts';
import type { Log } from './log.ts';
import type { Report } from './report.ts';

export interface AcceptDeps {
  config: Config;
  commands: readonly Command[];
  /** What the place the questions come from adds to every command, for `help`. */
  localOptions?: OptionSpecs;
  /** Absent: names of hosts are not looked up. */
  lookupHost?: LookupHost;
  log: Log;
}

/** Who asks and where, as far as it is known before the words are understood. */
export type Asking = Pick<Job, 'id' | 'asker' | 'reply'>;

/** What only a worker gives a command. */
export type Beside = Pick<Request<unknown>, 'show' | 'desk'>;

/**
 * The only place that catches what a question can throw, and makes a Report of it.
 * @param comesAgain what no person can mend is thrown on, so that the Job is delivered once more
 */
export async function attempt<T>(
  name: Named,
  act: () => Promise<T>,
  log: Log,
  comesAgain = false,
): Promise<T | Report> {
  try {
    return await act();
  } catch (error) {
    if (comesAgain && !(error instanceof UserError)) throw error;
    return failedReport(name, error, log);
  }
}

/** Who may have begun a change goes on with it until it has an end; an apology would be none. */
export function isChange({ command }: Job, { commands }: AcceptDeps, { desk }: Beside): boolean {
  return (
    desk !== undefined && commands.some((one) => one.name === command && one.access === 'write')
  );
}

/** @throws UserError refused, or usage for a command that does not exist */
export function allowed(job: Job, deps: AcceptDeps): Command {
  refuse(job, deps);
  return find(job.command, deps.commands);
}

/** @throws UserError refused */
export function refuse(asking: Asking, { config }: AcceptDeps): void {
  const refused = refusal(asking, config.slack);
  if (refused) throw new UserError('refused', refused);
}

type Open = (name: string) => Cluster;

/** What failed inside a cluster says which one it was, and what it cost. */
export async function ask(
  job: Job,
  deps: AcceptDeps,
  open: Open,
  beside: Beside = {},
): Promise<Report> {
  const command = allowed(job, deps);
  const request = { ...toRequest(job, command, deps, open), ...beside };
  const act = async () => {
    if (!command.isInternal) await mustRead(request);
    return command.run(request);
  };
  const report = await attempt(job, act, deps.log, isChange(job, deps, beside));
  const { name } = request.cluster;
  if (!report.error || name === '') return report;
  const reads = request.cluster.reads();
  return { ...report, cluster: name, ...(reads.requests > 0 && { reads }) };
}

function toRequest(job: Job, command: Command, deps: AcceptDeps, open: Open): Request<unknown> {
  const { config, localOptions = {}, lookupHost } = deps;
  const { reply, scope } = job;
  const channel = reply.kind === 'slack' ? channelOf(reply.channel, config.slack) : undefined;
  const cluster =
    command.needs.length === 0
      ? noCluster
      : narrow(open(chooseCluster(scope.cluster, channel?.cluster, config)), command);
  return {
    job,
    args: job.args,
    cluster,
    namespace: scope.namespace,
    fallbackNamespace: channel?.namespace,
    localOptions,
    config,
    ...(lookupHost && { lookupHost }),
  };
}
