/**
 * An answer that everybody sees: a short root in the channel and the details as its thread, or
 * everything in the thread the question came from. What was said is saved step by step, so that a Job
 * that comes again goes on where the last one stopped.
 *
 * A checklist fills in while it runs as the first message of the thread. The answer takes its place
 * with whatever comes first then, the root cause before the list: as one message if both have room in
 * it, else the list moves on to the next. So a thread reads the same whether somebody watched or not,
 * there is never a second list, and what is saved is one timestamp.
 */
import type { WebClient } from '@slack/web-api';
import * as z from 'zod';
import type { Progress } from '../claims.ts';
import type { Job, SlackReply } from '../job.ts';
import type { Report } from '../report.ts';
import { type Message, renderLive, renderRoot, renderThread } from './blocks.ts';
import { coalesce } from './coalesce.ts';
import { type Place, post, update } from './place.ts';
import type { Standings } from './standing.ts';

export const Said = z.object({
  /** Timestamp of the root message. */
  root: z.string().optional(),
  /** The root is the answer, not only a sign that there will be one. */
  isAnswered: z.boolean().default(false),
  /** Timestamp of the list that fills in. */
  live: z.string().optional(),
  /** How many messages of the answer's thread. */
  details: z.number().default(0),
});
export type Said = z.infer<typeof Said>;

export interface Aloud {
  show(report: Report): void;
  finish(report: Report): Promise<void>;
}

export function createAloud(
  { client, standings }: { client: WebClient; standings: Standings },
  job: Job,
  reply: SlackReply,
  progress: Progress,
): Aloud {
  const said = Said.parse(progress.value ?? {});
  const save = (more: Partial<Said>) => progress.save(Object.assign(said, more));
  const threadOf = (): Place => ({ ...placeOf(reply), thread: reply.thread ?? said.root });
  let isFinished = false;

  /** @returns the timestamp of a new message; undefined if an old one could be changed */
  async function put(place: Place, old: string | undefined, message: Message) {
    progress.hold();
    const isThere = old !== undefined && (await update(client, place, old, message));
    return isThere ? undefined : post(client, place, message);
  }
  async function sayRoot(report: Report): Promise<void> {
    const isAnswered = !report.isPending;
    const root = await put(placeOf(reply), said.root, renderRoot(report, job));
    if (root !== undefined) await save({ root, isAnswered });
    else if (isAnswered && !said.isAnswered) await save({ isAnswered });
  }
  async function sayLive(message: Message): Promise<void> {
    const live = await put(threadOf(), said.live, message);
    if (live !== undefined) await save({ live });
  }
  const known = coalesce<Report>(async (report) => {
    if (!report.isPending) return sayRoot(report);
    // An earlier delivery got further: nothing that is said becomes a question again.
    if (said.isAnswered) return;
    const list = renderLive(report);
    // Slack allows one update per interval, and the list says more than the root.
    if (!list || said.live === undefined) await sayRoot(report);
    if (list) await sayLive(list);
  });

  return {
    show(report) {
      if (!isFinished) known.show(report);
    },
    async finish(report) {
      isFinished = true;
      known.show(await standings.newest(report));
      await known.flush();
      await standings.stand(report, { channel: reply.channel, ts: said.root }, job);
      for (const message of threadFor(report, said, job).slice(said.details)) {
        await put(threadOf(), said.details === 0 ? said.live : undefined, message);
        await save({ details: said.details + 1 });
      }
    },
  };
}

const placeOf = ({ channel, thread }: SlackReply): Place => ({ channel, thread });

/** An error has no thread; a list that will not fill in any more gives way to it all the same. */
function threadFor(report: Report, { live }: Said, job: Job): Message[] {
  const messages = renderThread(report, job);
  return messages.length === 0 && live ? [renderRoot(report, job)] : messages;
}
