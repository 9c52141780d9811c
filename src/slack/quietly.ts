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
  const { channel, thread } = reply;
  let byUrl = true;
  await eachOnce(wholeAnswer(report, job), progress, async (message) => {
    byUrl &&= await viaResponseUrl(deps, reply, message);
    if (!byUrl) {
      await postPrivately(deps.client, { channel, thread, user: asker.user }, message);
    }
    return true;
  });
}

/** @returns false if there is no such way, or it has run out */
export async function sayByResponseUrl(
  deps: VoiceDeps,
  job: Job,
  reply: SlackReply,
  report: Report,
  progress: Progress,
): Promise<boolean> {
  const messages = wholeAnswer(report, job);
  const fitting =
    messages.length > mostUses
      ? [...messages.slice(0, mostUses - 1), toMessage(theRest())]
      : messages;
  const said = await eachOnce(fitting, progress, (one) => viaResponseUrl(deps, reply, one));
  return said > 0;
}

/**
 * Says those that an earlier attempt has not said, until one cannot be said.
 *
 * @returns how many are said by now
 */
async function eachOnce(
  messages: readonly Message[],
  progress: Progress,
  say: (message: Message) => Promise<boolean>,
): Promise<number> {
  let { messages: said } = Said.parse(progress.value ?? {});
  for (const message of messages.slice(said)) {
    if (!(await say(message))) break;
    said += 1;
    await progress.save({ messages: said });
  }
  return said;
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
  message: Message,
): Promise<boolean> {
  if (!responseUrl) return false;
  const allowedOrigins = [slackOrigin, ...responseOrigins];
  return respond(message, { responseUrl, isPrivate, thread, allowedOrigins });
}
