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
import type { Command, OptionSpecs, Request } from './commands/command.ts';
import { find } from './commands/help.ts';
import { narrow, noCluster } from './commands/narrow.ts';
import type { Config } from './config.ts';
import { UserError } from './errors.ts';
import type { Job } from './job.ts';
import type { Log } from './log.ts';
import type { Outcome } from './queue/queue.ts';
import { code, type Report } from './report.ts';
import type { Store } from './store/store.ts';

export interface AnswerDeps {
  config: Config;
  clusters: Clusters;
  commands: readonly Command[];
  /** What the place the questions come from adds to every command, for `help`. */
  localOptions?: OptionSpecs;
  log: Log;
}

export interface AppDeps extends AnswerDeps {
  store: Store;
  now: () => Date;
}

/** Says Reports where the Job wants them. */
export interface Voice {
  /** What is known so far; may be left out or replaced by what follows. */
  show(report: Report): void;
  /**
   * The answer. `retry`: the other side is busy and not all was said, deliver the Job again. A throw:
   * nobody knows what was said; the claim has to expire first.
   */
  finish(report: Report): Promise<Outcome>;
}

/** Takes up an answer where an earlier attempt left it. */
export type Speak = (progress: Progress) => Voice;

export type Hand = (job: Job) => Promise<void>;

export interface App {
  /**
   * A question comes in: nonsense, refusals and help are answered on the spot, everything else is
   * handed on. @returns the answer, or undefined if the Job was handed on
   */
  accept(id: string, makeJob: () => Job, hand: Hand): Promise<Report | undefined>;
  /** Claims, answers, says, marks done. Of many deliveries of one Job, one says something. */
  run(job: Job, speak: Speak): Promise<Outcome>;
}

/** Answers without claiming: for the terminal, and for what needs no cluster. */
export function createAnswer(deps: AnswerDeps): (job: Job) => Promise<Report> {
  return (job) => attempt(job, () => ask(job, deps), deps.log);
}

export function createApp(deps: AppDeps): App {
  const answer = createAnswer(deps);

  async function receive(job: Job, hand: Hand): Promise<Report | undefined> {
    if (allowed(job, deps).needs.length === 0) return answer(job);
    await hand(job);
    return undefined;
  }

  return {
    accept: (id, makeJob, hand) =>
      attempt(
        { id, command: 'help' },
        async () => {
          const job = makeJob();
          return attempt(job, () => receive(job, hand), deps.log);
        },
        deps.log,
      ),
    async run(job, speak) {
      const result = await claimJob(deps.store, job.id, deps.now());
      if (result.kind === 'taken') return result.outcome;
      const { claim } = result;
      const voice = speak(claim.progress);
      voice.show(looking(job));
      const outcome = await voice.finish(await answer(job));
      await (outcome.kind === 'done' ? claim.done() : claim.release());
      return outcome;
    },
  };
}

type Named = Pick<Job, 'id' | 'command'>;

/** The only place that catches what a question can throw, and makes a Report of it. */
export async function attempt<T>(
  name: Named,
  act: () => Promise<T>,
  log: Log,
): Promise<T | Report> {
  try {
    return await act();
  } catch (error) {
    return failed(name, error, log);
  }
}

const blank = { version: 1, sections: [], actions: [], data: {}, notEvaluated: [] } as const;

function looking({ command, text }: Job): Report {
  const headline = `${code(text)}: asking the cluster`;
  return { ...blank, command, verdict: 'unknown', isPending: true, headline };
}

/** @throws UserError refused, or usage for a command that does not exist */
function allowed(job: Job, { config, commands }: AnswerDeps): Command {
  const refused = refusal(job, config.slack);
  if (refused) throw new UserError('refused', refused);
  return find(job.command, commands);
}

/** What failed inside a cluster says which one it was, and what it cost. */
async function ask(job: Job, deps: AnswerDeps): Promise<Report> {
  const command = allowed(job, deps);
  const request = toRequest(job, command, deps);
  const report = await attempt(job, () => command.run(request), deps.log);
  const { name } = request.cluster;
  if (!report.error || name === '') return report;
  const reads = request.cluster.reads();
  return { ...report, cluster: name, ...(reads.requests > 0 && { reads }) };
}

function toRequest(job: Job, command: Command, deps: AnswerDeps): Request<unknown> {
  const { config, clusters, localOptions = {} } = deps;
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
    localOptions,
    config,
  };
}

/** A UserError says what a person can do; anything else is a bug, and only the log sees it. */
function failed({ id, command }: Named, error: unknown, log: Log): Report {
  if (error instanceof UserError) {
    const { kind, message, hint, suggestions, cause } = error;
    log.info('answered with an error', { job: id, command, kind, cause });
    return {
      ...blank,
      command,
      verdict: kind === 'unreadable' ? 'unknown' : 'problem',
      headline: message,
      actions: suggestions.map((line) => ({ label: line, command: line })),
      error: { kind, what: message, hint },
    };
  }
  const reference = randomUUID().slice(0, 8);
  log.error('a bug: unexpected error', { job: id, command, reference, error });
  const what = 'Something went wrong inside Portolan.';
  const hint = `Whoever runs it finds the cause in the log under ${code(reference)}.`;
  return {
    ...blank,
    command,
    verdict: 'unknown',
    headline: what,
    error: { kind: 'internal', what, hint, reference },
  };
}
