/**
 * What Slack sends -> Jobs. A listener takes the question in, acks with a line, and returns: the work
 * is done by the worker, because Slack waits three seconds and Lambda stops after the answer.
 */
import type { BlockAction, App as Bolt, ButtonAction } from '@slack/bolt';
import { isOpen } from '../access/policy.ts';
import type { Accept } from '../app.ts';
import type { Command } from '../commands/command.ts';
import type { Config } from '../config.ts';
import type { Job, SlackReply } from '../job.ts';
import type { Queue } from '../queue/queue.ts';
import { type Report, visible } from '../report.ts';
import { renderRoot, renderThread } from './blocks.ts';
import { type Message, pack } from './message.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { post } from './place.ts';
import { fromClick, fromMention, fromSlash, type Question, replyTo } from './questions.ts';
import { tellAlone, type Ways } from './quietly.ts';
import { type LocalOptions, parseLine, toJob } from './slash.ts';

/** The client is ours, not Bolt's, which adds arguments Slack does not know. */
export interface ListenerDeps extends Ways {
  accept: Accept;
  commands: readonly Command[];
  queue: Queue;
  config: Config;
  now: () => Date;
}

/** Options that only Slack has. */
export const slackOptions: LocalOptions = {
  private: { summary: 'answer so that only you see it' },
};

/** What the manifest subscribes to; a test holds the two together. */
export const handled = { events: ['app_mention'], actions: /^run-\d+$/ } as const;

export function listen(bolt: Bolt, deps: ListenerDeps): void {
  const slashCommand = deps.config.slack?.command ?? '/svc';
  bolt.command(slashCommand, async ({ command, ack }) => {
    const answer = await take(fromSlash(command), deps);
    const understood = visible(`${slashCommand} ${command.text}`.trim(), 200);
    const text = `Looking into it: ${escapeMrkdwn(understood)}`;
    await ack({ response_type: 'ephemeral', ...(answer?.message ?? { text }) });
  });

  bolt.event('app_mention', async ({ event, body }) => {
    if (event.bot_id || !event.user) return;
    const answer = await take(fromMention({ ...event, user: event.user }, body), deps);
    if (!answer) return;
    const { message, reply } = answer;
    if (reply.private) await tellAlone(deps, reply, event.user, message);
    else await post(deps.client, reply, message);
  });

  bolt.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: handled.actions },
    async ({ body, action, ack }) => {
      const question = fromClick(body, action);
      const answer = await take(question, deps);
      await ack();
      if (!answer) return;
      await tellAlone(deps, replyTo(question, true), question.asker.user, answer.message);
    },
  );
}

interface Answer {
  message: Message;
  reply: SlackReply;
}

/** @returns the answer, where it is known at once; undefined when a worker will give it */
async function take(question: Question, deps: ListenerDeps): Promise<Answer | undefined> {
  const { id, line, asker } = question;
  const isQuiet = !isOpen(question.reply.channel, deps.config.slack);
  let reply = replyTo(question, isQuiet);
  const makeJob = (): Job => {
    const parsed = parseLine(line, deps.commands, slackOptions);
    reply = replyTo(question, isQuiet || parsed.local.private === true);
    return toJob(parsed, { id, asker, reply, askedAt: deps.now().toISOString() });
  };
  const report = await deps.accept({ id, asker, reply }, makeJob, (job) => deps.queue.send(job));
  if (!report) return undefined;
  if (report.error?.kind === 'refused') reply = replyTo(question, true);
  return { message: oneMessage(report), reply };
}

/** An answer given on the spot is one message: the root and, for help, what follows it. */
function oneMessage(report: Report): Message {
  const root = renderRoot(report);
  const details = renderThread(report).flatMap(({ blocks }) => blocks);
  const [whole = root] = pack([root.blocks, ...details.map((block) => [block])]);
  return whole;
}
