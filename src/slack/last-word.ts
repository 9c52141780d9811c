/**
 * What whoever asked hears when every attempt at an answer was in vain. It takes the claim from
 * whoever still holds it, so that the question that hangs in the channel becomes the apology, and
 * nothing is said after it; where there is no claim to be had, it is said all the same.
 */
import { randomUUID } from 'node:crypto';
import { seizeJob } from '../claims.ts';
import { blank } from '../commands/failed-report.ts';
import type { Job, SlackReply } from '../job.ts';
import { code, type Report } from '../report.ts';
import { Said } from './aloud.ts';
import { createClient } from './client.ts';
import { sayByResponseUrl } from './quietly.ts';
import { createVoice, type VoiceDeps } from './voice.ts';
import type { WorkerDeps } from './worker-half.ts';

/** @throws whatever keeps Slack from hearing it: then the log is all there is */
export type LastWord = (job: Job, error: unknown) => Promise<void>;

export function createLastWord(deps: WorkerDeps): LastWord {
  const { log } = deps;
  const slack = { ...deps, client: createClient(deps, { patience: 'some' }) };
  return async (job, error) => {
    const claim = await seize(job, deps);
    if (claim === 'answered' || job.reply.kind !== 'slack') return;
    const reference = randomUUID().slice(0, 8);
    const { id, command } = job;
    log.error('a question could not be answered', { job: id, command, reference, error });
    await say(slack, job, job.reply, { said: Said.parse(claim?.progress.value ?? {}), reference });
    await claim?.done();
  };
}

/** In place of the sign that something will be said; below an answer that is there, but not whole. */
async function say(
  deps: VoiceDeps,
  job: Job,
  reply: SlackReply,
  { said, reference }: { said: Said; reference: string },
): Promise<void> {
  const { root, live, isAnswered, details } = said;
  const place = isAnswered ? { ...reply, thread: reply.thread ?? root } : reply;
  const report = apology(job, isAnswered, reference);
  const progress = {
    // Nor may a list go on hanging there that nobody fills in any more.
    value: isAnswered ? { root: details === 0 ? live : undefined } : { root, live },
    save: async () => undefined,
    hold: () => undefined,
  };
  const voice = createVoice(deps)({ ...job, reply: place })(progress);
  const outcome = await voice.finish(report);
  if (outcome.kind === 'done') return;
  // The way round the channel is not counted among its messages: it may have room yet.
  if (await sayByResponseUrl(deps, job, place, report, progress)) return;
  throw new Error('Slack is too busy to be told anything');
}

/** undefined: the store does not say, which may be the very reason for all this. */
async function seize({ id }: Job, { store, now, log }: WorkerDeps) {
  try {
    return (await seizeJob(store, id, now())) ?? 'answered';
  } catch (error) {
    log.warn('the last word is said without a claim', { job: id, error });
    return undefined;
  }
}

function apology({ command, text }: Job, isPartly: boolean, reference: string): Report {
  const manner = isPartly ? 'could not be answered in full' : 'could not be answered';
  const what = `${code(text)} ${manner}, though it was tried several times.`;
  const where = 'Whoever runs Portolan finds the cause in the log under the reference.';
  const hint = `Ask again in a few minutes. ${where}`;
  const error = { kind: 'internal' as const, what, hint, reference };
  return { ...blank, command, verdict: 'unknown', headline: what, error };
}
