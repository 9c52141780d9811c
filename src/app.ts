/**
 * The middle of the house: Job in, Report out. Claims each Job, so that the same one delivered twice
 * is answered once, asks the policy, runs the command, and turns every error into a Report; no other
 * place catches.
 */
import { randomUUID } from 'node:crypto';
import { channelOf, refusal } from './access/policy.ts';
import { claimJob, type Progress } from './claims.ts';
import type { Clusters } from './cluster/cluster.ts';
import { chooseCluster } from './commands/choose-cluster.ts';
import type { Command, Request } from './commands/command.ts';
import { find } from './commands/help.ts';
import { narrow, noCluster } from './commands/narrow.ts';
import type { Config } from './config.ts';
import { UserError } from './errors.ts';
import type { Job } from './job.ts';
import type { Log } from './log.ts';
import type { Outcome } from './queue/queue.ts';
import type { Report } from './report.ts';
import type { Store } from './store/store.ts';

export interface AppDeps {
  config: Config;
  clusters: Clusters;
  store: Store;
  commands: readonly Command[];
  log: Log;
  now: () => Date;
}

/**
 * Says a Report where the Job wants it, from where `progress` left off. `retry`: not all was said
 * (the other side is busy), deliver the Job again. A throw: nobody knows; the claim has to expire.
 */
export type Say = (report: Report, progress: Progress) => Promise<Outcome>;

export interface App {
  /** Answers without claiming: for the terminal, and for what the front answers by itself. */
  answer(job: Job): Promise<Report>;
  /** Claims, answers, says, marks done. Of many deliveries of one Job, one says something. */
  run(job: Job, say: Say): Promise<Outcome>;
}

export function createApp(deps: AppDeps): App {
  const answer = async (job: Job): Promise<Report> => {
    try {
      return await ask(job, deps);
    } catch (error) {
      return failed(job, error, deps.log);
    }
  };
  return {
    answer,
    async run(job, say) {
      const result = await claimJob(deps.store, job.id, deps.now());
      if (result.kind === 'taken') return result.outcome;
      const { claim } = result;
      const outcome = await say(await answer(job), claim.progress);
      await (outcome.kind === 'done' ? claim.done() : claim.release());
      return outcome;
    },
  };
}

async function ask(job: Job, deps: AppDeps): Promise<Report> {
  const refused = refusal(job, deps.config.slack);
  if (refused) throw new UserError('refused', refused);
  const command = find(job.command, deps.commands);
  return command.run(toRequest(job, command, deps));
}

function toRequest(job: Job, command: Command, { config, clusters }: AppDeps): Request<unknown> {
  const { reply, scope } = job;
  const channel = reply.kind === 'slack' ? channelOf(reply.channel, config.slack) : undefined;
  const cluster =
    command.needs.length === 0
      ? noCluster
      : narrow(
          clusters.open(chooseCluster(scope.cluster, channel?.cluster, config)),
          command.needs,
        );
  return {
    job,
    args: job.args,
    cluster,
    namespace: scope.namespace,
    fallbackNamespace: channel?.namespace,
    config,
  };
}

/** A UserError says what a person can do; anything else is a bug, and only the log sees it. */
function failed(job: Job, error: unknown, log: Log): Report {
  const body = {
    version: 1,
    command: job.command,
    sections: [],
    data: {},
    notEvaluated: [],
  } as const;
  if (error instanceof UserError) {
    const { kind, message, hint, suggestions } = error;
    log.info('answered with an error', {
      job: job.id,
      command: job.command,
      kind,
      cause: error.cause,
    });
    return {
      ...body,
      verdict: kind === 'unreadable' ? 'unknown' : 'problem',
      headline: message,
      actions: suggestions.map((command) => ({ label: command, command })),
      error: { kind, what: message, hint },
    };
  }
  const reference = randomUUID().slice(0, 8);
  log.error('a bug: unexpected error', { job: job.id, command: job.command, reference, error });
  const what = 'Something went wrong inside Portolan.';
  const hint = `Nothing was changed. Whoever runs it finds the cause in the log under ${reference}.`;
  return {
    ...body,
    verdict: 'unknown',
    headline: what,
    actions: [],
    error: { kind: 'internal', what, hint, reference },
  };
}
