/** Says a Report in Slack: aloud, to the asker alone, or round a channel the bot is not in. */
import type { Speak, Voice } from '../app.ts';
import type { Progress } from '../claims.ts';
import type { Job, SlackReply } from '../job.ts';
import type { Log } from '../log.ts';
import type { Outcome } from '../queue/queue.ts';
import type { Report } from '../report.ts';
import type { Store } from '../store/store.ts';
import { createAloud } from './aloud.ts';
import { failureOf } from './failures.ts';
import { sayByResponseUrl, sayPrivately, type Ways } from './quietly.ts';
import { createStandings, type Standings } from './standing.ts';

export interface VoiceDeps extends Ways {
  store: Store;
  log: Log;
}

export function createVoice(deps: VoiceDeps): (job: Job) => Speak {
  const standings = createStandings(deps.client, deps.store);
  return (job) => (progress) => {
    const { reply } = job;
    if (reply.kind !== 'slack') throw new Error(`a ${reply.kind} Job cannot be answered in Slack`);
    const { show, finish } = reply.private
      ? privateVoice(deps, job, reply, progress)
      : openVoice({ ...deps, standings }, job, reply, progress);
    return {
      show,
      async finish(report) {
        progress.hold();
        const outcome = await restate({ ...deps, standings }, job, report);
        return outcome.kind !== 'done' || report.isSilent ? outcome : finish(report);
      },
    };
  };
}

type OpenDeps = VoiceDeps & { standings: Standings };

/** First of all: whoever sees an open request believes it. */
async function restate({ standings, log }: OpenDeps, job: Job, report: Report): Promise<Outcome> {
  for (const restated of report.restates ?? []) {
    try {
      await standings.restate(restated);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'wait') return { kind: 'retry', afterSeconds: failure.afterSeconds };
      const { standing } = restated;
      log.warn('a message could not be restated', { job: job.id, standing, error });
    }
  }
  return { kind: 'done' };
}

function openVoice(deps: OpenDeps, job: Job, reply: SlackReply, progress: Progress): Voice {
  const aloud = createAloud(deps, job, reply, progress);
  return {
    show: aloud.show,
    finish: (report) => orElse(deps, job, { reply, report, progress }, () => aloud.finish(report)),
  };
}

/** What only one person sees cannot be changed afterwards: nothing is said before the end. */
function privateVoice(deps: VoiceDeps, job: Job, reply: SlackReply, progress: Progress): Voice {
  return {
    show: () => undefined,
    finish: (report) =>
      orElse(deps, job, { reply, report, progress }, () =>
        sayPrivately(deps, job, reply, report, progress),
      ),
  };
}

/** Waits for a busy Slack; goes round a channel the bot is not in; the rest is a bug. */
async function orElse(
  deps: VoiceDeps,
  job: Job,
  { reply, report, progress }: { reply: SlackReply; report: Report; progress: Progress },
  say: () => Promise<void>,
): Promise<Outcome> {
  try {
    await say();
  } catch (error) {
    if (failureOf(error).kind !== 'no-access') return later(error);
    try {
      const isSaid = await sayByResponseUrl(deps, job, reply, report, progress);
      if (!isSaid)
        deps.log.error('nowhere to answer: the bot is not in the channel', { job: job.id });
    } catch (error) {
      return later(error);
    }
  }
  return { kind: 'done' };
}

/** @throws the error, unless Slack is only busy */
function later(error: unknown): Outcome {
  const failure = failureOf(error);
  if (failure.kind === 'wait') return { kind: 'retry', afterSeconds: failure.afterSeconds };
  throw error;
}
