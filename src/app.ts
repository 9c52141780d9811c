/**
 * The middle of the house: Job in, Report out. Claims each Job, so that the same one delivered twice
 * is answered once, asks the policy, runs the command, and turns every error into a Report; no other
 * place catches.
 */
import { channelOf, refusal } from './access/policy.ts';
import { type Progress, underClaim } from './claims.ts';
import type { Cluster, Clusters } from './cluster/cluster.ts';
import type { LookupHost } from './cluster/host-lookup.ts';
import { chooseCluster } from './commands/choose-cluster.ts';
import type { Command, Desk, OptionSpecs, Request } from './commands/command.ts';
import { blank, failedReport, type Named } from './commands/failed-report.ts';
import { find } from './commands/help.ts';
import { mustRead } from './commands/must-read.ts';
import { narrow, noCluster } from './commands/narrow.ts';
import type { Config } from './config.ts';
import { UserError } from './errors.ts';
import type { Job } from './job.ts';
import type { Log } from './log.ts';
import type { Outcome } from './queue/queue.ts';
import { code, type Report } from './report.ts';
import type { Store } from './store/store.ts';

export interface AcceptDeps {
  config: Config;
  commands: readonly Command[];
  /** What the place the questions come from adds to every command, for `help`. */
  localOptions?: OptionSpecs;
  /** Absent: names of hosts are not looked up. */
  lookupHost?: LookupHost;
  log: Log;
}

export interface AnswerDeps extends AcceptDeps {
  clusters: Clusters;
}

export interface AppDeps extends AnswerDeps {
  store: Store;
  now: () => Date;
  /** Absent: nothing can be changed from here. */
  changing?: Pick<Desk, 'memberships' | 'later'>;
}

/** Says Reports where the Job wants them. */
export interface Voice {
  /** What is known so far; may be left out or replaced by what follows. */
  show(report: Report): void;
  /**
   * The answer. `retry`: the other side is busy and not all was said, deliver the Job again. A throw:
   * something else is wrong, what was saved as said counts; the next delivery goes on from there.
   */
  finish(report: Report): Promise<Outcome>;
}

/** Takes up an answer where an earlier attempt left it. */
export type Speak = (progress: Progress) => Voice;

export type Hand = (job: Job) => Promise<void>;

/** Who asks and where, as far as it is known before the words are understood. */
export type Asking = Pick<Job, 'id' | 'asker' | 'reply'>;

/**
 * A question comes in: refusals, nonsense and help are answered on the spot, everything else is
 * handed on. Who is refused learns nothing about their words.
 * @returns the answer, or undefined if the Job was handed on
 */
export type Accept = (
  asking: Asking,
  makeJob: () => Job,
  hand: Hand,
) => Promise<Report | undefined>;

export interface App {
  /** Claims, answers, says, marks done. Of many deliveries of one Job, one says something. */
  run(job: Job, speak: Speak): Promise<Outcome>;
}

/** Knows no cluster and no store, so that whoever only takes questions in need not load them. */
export function createAccept(deps: AcceptDeps): Accept {
  async function receive(job: Job, hand: Hand): Promise<Report | undefined> {
    if (allowed(job, deps).inFront) return ask(job, deps, () => noCluster);
    await handOn(job, hand, deps.log);
    return undefined;
  }
  return (asking, makeJob, hand) =>
    attempt(
      { id: asking.id, command: 'help' },
      async () => {
        refuse(asking, deps);
        const job = makeJob();
        return attempt(job, () => receive(job, hand), deps.log);
      },
      deps.log,
    );
}

/** @throws UserError of its own, or unreadable: a queue that does not answer is nothing a person could look up */
async function handOn(job: Job, hand: Hand, log: Log): Promise<void> {
  try {
    await hand(job);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    // Unlike a cluster that cannot be read, this is for whoever runs Portolan to hear of.
    log.error('a question could not be queued', { job: job.id, error: cause });
    const words = { what: 'The question could not be queued.', hint: 'Ask again in a moment.' };
    throw new UserError('unreadable', words);
  }
}

/** Answers without claiming: for the terminal. */
export function createAnswer(deps: AnswerDeps): (job: Job) => Promise<Report> {
  return (job) => answer(job, deps, {});
}

export function createApp(deps: AppDeps): App {
  return {
    run: (job, speak) =>
      underClaim(job, deps, async (progress) => {
        const voice = speak(progress);
        if (!isQuiet(job, deps)) voice.show(looking(job));
        const { store, now, changing } = deps;
        const beside = {
          show: watched(job, voice, deps.log),
          ...(changing && { desk: { store, now, ...changing } }),
        };
        return voice.finish(await answer(job, deps, beside));
      }),
  };
}

/** What only a worker gives a command. */
type Beside = Pick<Request<unknown>, 'show' | 'desk'>;

function isQuiet(job: Job, { commands }: AppDeps): boolean {
  return commands.some((one) => one.name === job.command && one.isQuiet);
}

function answer(job: Job, deps: AnswerDeps, beside: Beside): Promise<Report> {
  return attempt(job, () => ask(job, deps, (name) => deps.clusters.open(name), beside), deps.log);
}

/** Whatever goes wrong while something is shown on the way, the answer does not suffer for it. */
function watched(job: Job, voice: Voice, log: Log): Voice['show'] {
  return (report) => {
    try {
      voice.show({ ...report, isPending: true });
    } catch (error) {
      log.warn('what is known so far could not be shown', { job: job.id, error });
    }
  };
}

/** The only place that catches what a question can throw, and makes a Report of it. */
export async function attempt<T>(
  name: Named,
  act: () => Promise<T>,
  log: Log,
): Promise<T | Report> {
  try {
    return await act();
  } catch (error) {
    return failedReport(name, error, log);
  }
}

function looking({ command, text }: Job): Report {
  const headline = `${code(text)}: asking the cluster`;
  return { ...blank, command, verdict: 'unknown', isPending: true, headline };
}

/** @throws UserError refused, or usage for a command that does not exist */
function allowed(job: Job, deps: AcceptDeps): Command {
  refuse(job, deps);
  return find(job.command, deps.commands);
}

/** @throws UserError refused */
function refuse(asking: Asking, { config }: AcceptDeps): void {
  const refused = refusal(asking, config.slack);
  if (refused) throw new UserError('refused', refused);
}

type Open = (name: string) => Cluster;

/** What failed inside a cluster says which one it was, and what it cost. */
async function ask(job: Job, deps: AcceptDeps, open: Open, beside: Beside = {}): Promise<Report> {
  const command = allowed(job, deps);
  const request = { ...toRequest(job, command, deps, open), ...beside };
  const act = async () => {
    if (!command.isInternal) await mustRead(request);
    return command.run(request);
  };
  const report = await attempt(job, act, deps.log);
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
