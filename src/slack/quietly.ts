/** Answers that do not go through the channel: to the asker alone, or round a channel without the bot. */
import * as z from 'zod';
import type { Progress } from '../claims.ts';
import type { Job } from '../job.ts';
import type { Report } from '../report.ts';
import { type Message, renderRoot, renderThread } from './blocks.ts';
import { toMessage } from './message.ts';
import { postPrivately } from './place.ts';
import { mostUses, respond, slackOrigin } from './response-url.ts';
import { paragraphs } from './rich-text.ts';
import type { SlackReply, VoiceDeps } from './voice.ts';

const Said = z.object({ messages: z.number().default(0) });

export async function sayPrivately(
  deps: VoiceDeps,
  job: Job,
  reply: SlackReply,
  report: Report,
  progress: Progress,
): Promise<void> {
  const { asker } = job;
  if (asker.kind !== 'slack') throw new Error('only a person in Slack can be told something alone');
  const { messages: said } = Said.parse(progress.value ?? {});
  const messages = wholeAnswer(report, job).slice(said);
  const byUrl = await viaResponseUrl(deps, reply, messages);
  for (const [i, message] of messages.entries()) {
    if (i >= byUrl) {
      const { channel, thread } = reply;
      await postPrivately(deps.client, { channel, thread, user: asker.user }, message);
    }
    await progress.save({ messages: said + i + 1 });
  }
}

/** @returns false if there is no such way, or it has run out */
export async function sayByResponseUrl(
  deps: VoiceDeps,
  job: Job,
  reply: SlackReply,
  report: Report,
): Promise<boolean> {
  const messages = wholeAnswer(report, job);
  const fitting =
    messages.length > mostUses
      ? [...messages.slice(0, mostUses - 1), toMessage(theRest())]
      : messages;
  return (await viaResponseUrl(deps, reply, fitting)) > 0;
}

const theRest = () =>
  paragraphs([
    { text: 'There is more than fits here. Invite Portolan to the channel and ask again.' },
  ]);

const wholeAnswer = (report: Report, job: Job) => [
  renderRoot(report, job),
  ...renderThread(report, job),
];

async function viaResponseUrl(
  { responseOrigins = [] }: VoiceDeps,
  { responseUrl, private: isPrivate, thread }: SlackReply,
  messages: readonly Message[],
): Promise<number> {
  if (!responseUrl) return 0;
  const allowedOrigins = [slackOrigin, ...responseOrigins];
  return respond(messages, { responseUrl, isPrivate, thread, allowedOrigins });
}
