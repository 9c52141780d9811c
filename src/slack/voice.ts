/**
 * Says a Report in Slack: a short root in the channel and the details as its thread, or everything in
 * the thread the question came from, or to the asker alone. What was said is saved step by step, so
 * that a Job that comes again goes on where the last one stopped.
 */
import * as z from 'zod';
import type { Speak, Voice } from '../app.ts';
import type { Progress } from '../claims.ts';
import type { Job, SlackReply } from '../job.ts';
import type { Log } from '../log.ts';
import type { Outcome } from '../queue/queue.ts';
import type { Report } from '../report.ts';
import { renderRoot, renderThread } from './blocks.ts';
import { coalesce } from './coalesce.ts';
import { failureOf } from './failures.ts';
import { post, update } from './place.ts';
import { sayByResponseUrl, sayPrivately, type Ways } from './quietly.ts';

export interface VoiceDeps extends Ways {
  log: Log;
}

export const Said = z.object({
  /** Timestamp of the root message. */
  root: z.string().optional(),
  /** The root is the answer, not only a sign that there will be one. */
  isAnswered: z.boolean().default(false),
  /** How many messages of the thread. */
  details: z.number().default(0),
});
export type Said = z.infer<typeof Said>;

export function createVoice(deps: VoiceDeps): (job: Job) => Speak {
  return (job) => (progress) => {
    const { reply } = job;
    if (reply.kind !== 'slack') throw new Error(`a ${reply.kind} Job cannot be answered in Slack`);
    return reply.private
      ? privateVoice(deps, job, reply, progress)
      : openVoice(deps, job, reply, progress);
  };
}

function openVoice(deps: VoiceDeps, job: Job, reply: SlackReply, progress: Progress): Voice {
  const { client } = deps;
  const { channel, thread } = reply;
  const said = Said.parse(progress.value ?? {});
  const save = (more: Partial<Said>) => progress.save(Object.assign(said, more));
  const root = coalesce<Report>(async (report) => {
    const message = renderRoot(report, job);
    const isAnswered = !report.isPending;
    progress.hold();
    const isThere = said.root !== undefined && (await update(client, channel, said.root, message));
    if (!isThere)
      await save({ root: await post(client, { channel, thread }, message), isAnswered });
    if (isAnswered && !said.isAnswered) await save({ isAnswered });
  });

  return {
    show: (report) => root.show(report),
    finish: (report) =>
      orElse(deps, job, { reply, report, progress }, async () => {
        root.show(report);
        await root.flush();
        const details = renderThread(report, job);
        for (const message of details.slice(said.details)) {
          progress.hold();
          await post(client, { channel, thread: thread ?? said.root }, message);
          await save({ details: said.details + 1 });
        }
      }),
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
