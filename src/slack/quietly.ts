/** Answers that do not go through the channel: to the asker alone, or round a channel without the bot. */
import type { WebClient } from '@slack/web-api';
import * as z from 'zod';
import type { Progress } from '../claims.ts';
import type { Job, SlackReply } from '../job.ts';
import type { Report } from '../report.ts';
import { type Message, renderRoot, renderThread } from './blocks.ts';
import { toMessage } from './message.ts';
import { postPrivately, withPlainFallback } from './place.ts';
import { mostUses, respond } from './response-url.ts';
import { paragraphs } from './rich-text.ts';

/** How Slack is reached. */
export interface Ways {
  client: WebClient;
  /** Beside Slack's own, where a `response_url` may point: the emulated Slack's. */
  responseOrigins?: readonly string[];
}

/** How many messages. */
const Progressed = z.object({ messages: z.number().default(0) });

/**
 * One message to one person: by the response_url, which works in every channel, and where there is none
 * (any more) through the channel, which needs the bot as a member.
 */
export async function tellAlone(
  ways: Ways,
  reply: SlackReply,
  user: string,
  message: Message,
): Promise<void> {
  if (await viaResponseUrl(ways, reply, message)) return;
  const { channel, thread } = reply;
  await postPrivately(ways.client, { channel, thread, user }, message);
}

export async function sayPrivately(
  ways: Ways,
  job: Job,
  reply: SlackReply,
  report: Report,
  progress: Progress,
): Promise<void> {
  const { asker } = job;
  if (asker.kind !== 'slack') throw new Error('only a person in Slack can be told something alone');
  await eachOnce(wholeAnswer(report, job), progress, async (message) => {
    await tellAlone(ways, reply, asker.user, message);
    return true;
  });
}

/** @returns false if there is no such way, or it has run out */
export async function sayByResponseUrl(
  ways: Ways,
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
  const said = await eachOnce(fitting, progress, (one) => viaResponseUrl(ways, reply, one));
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
  let { messages: said } = Progressed.parse(progress.value ?? {});
  for (const message of messages.slice(said)) {
    progress.hold();
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
  { responseOrigins = [] }: Ways,
  { responseUrl, private: isPrivate, thread }: SlackReply,
  message: Message,
): Promise<boolean> {
  if (!responseUrl) return false;
  const options = { responseUrl, isPrivate, thread, ownOrigins: responseOrigins };
  return withPlainFallback(message, (one) => respond(one, options));
}
