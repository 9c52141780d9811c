/**
 * The middle of the house: Job in, Report out. Claims each Job, so that the same one delivered twice
 * is answered once, asks the policy, runs the command, and turns every error into a Report, or lets the Job
 * come again; no other place catches.
 */
import {
  type AcceptDeps,
  type Asking,
  allowed,
  ask,
  attempt,
  type Beside,
  isChange,
  refuse,
} from './ask.ts';
import { type Progress, underClaim } from './claims.ts';
import type { Clusters } from './cluster/cluster.ts';
import type { Desk } from './commands/command.ts';
import { blank } from './commands/failed-report.ts';
import { noCluster } from './commands/narrow.ts';
import { UserError } from './errors.ts';
import type { Job } from './job.ts';
import type { Log } from './log.ts';
import type { Outcome } from './queue/queue.ts';
import { code, type Report } from './report.ts';
import type { Store } from './store/store.ts';

export { type AcceptDeps, attempt } from './ask.ts';

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

function isQuiet(job: Job, { commands }: AppDeps): boolean {
  return commands.some((one) => one.name === job.command && one.isQuiet);
}

function answer(job: Job, deps: AnswerDeps, beside: Beside): Promise<Report> {
  const act = () => ask(job, deps, (name) => deps.clusters.open(name), beside);
  return attempt(job, act, deps.log, isChange(job, deps, beside));
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

function looking({ command, text }: Job): Report {
  const headline = `${code(text)}: asking the cluster`;
  return { ...blank, command, verdict: 'unknown', isPending: true, headline };
}
