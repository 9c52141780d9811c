/**
 * What Slack sends -> Jobs. A listener takes the question in, acks with a line, and returns: the work
 * is done by the worker, because Slack waits three seconds and Lambda stops after the answer.
 */
import type { BlockAction, App as Bolt, ButtonAction, SlashCommand } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Accept } from '../app.ts';
import type { Command } from '../commands/command.ts';
import type { Job } from '../job.ts';
import type { Queue } from '../queue/queue.ts';
import type { Report } from '../report.ts';
import { type Message, renderRoot, renderThread } from './blocks.ts';
import { pack } from './message.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { post, postPrivately } from './place.ts';
import { type LocalOptions, parseLine } from './slash.ts';

export interface ListenerDeps {
  accept: Accept;
  commands: readonly Command[];
  queue: Queue;
  /** Ours, not Bolt's, which adds arguments Slack does not know. */
  client: WebClient;
  /** Such as `/svc`. */
  slashCommand: string;
  now: () => Date;
}

/** Options that only Slack has. */
export const slackOptions: LocalOptions = {
  private: { summary: 'answer so that only you see it' },
};

type Reply = Omit<Extract<Job['reply'], { kind: 'slack' }>, 'private'> & { private?: boolean };

interface Question {
  /** Slack's own id of the request. */
  id: string;
  line: string;
  asker: { team: string; user: string };
  reply: Reply;
}

/** What the manifest subscribes to; a test holds the two together. */
export const handled = { events: ['app_mention'], actions: /^run-\d+$/ } as const;

export function listen(bolt: Bolt, deps: ListenerDeps): void {
  const { client } = deps;
  bolt.command(deps.slashCommand, async ({ command, ack }) => {
    const report = await take(fromSlash(command), deps);
    const understood = `${deps.slashCommand} ${command.text}`.trim().slice(0, 200);
    const text = `Looking into it: ${escapeMrkdwn(understood)}`;
    await ack({ response_type: 'ephemeral', ...(report ? oneMessage(report) : { text }) });
  });

  bolt.event('app_mention', async ({ event, body }) => {
    if (event.bot_id || !event.user) return;
    const question = fromMention({ ...event, user: event.user }, body);
    const report = await take(question, deps);
    if (!report) return;
    const place = { channel: event.channel, thread: event.thread_ts ?? event.ts };
    const isForAll = report.error?.kind !== 'refused';
    if (isForAll) await post(client, place, oneMessage(report));
    else await postPrivately(client, { ...place, user: event.user }, oneMessage(report));
  });

  bolt.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: handled.actions },
    async ({ body, action, ack }) => {
      const question = fromClick(body, action);
      const report = await take(question, deps);
      await ack();
      if (!report) return;
      const { channel, thread } = question.reply;
      await postPrivately(
        client,
        { channel, thread, user: question.asker.user },
        oneMessage(report),
      );
    },
  );
}

/** @returns the answer, where it is known at once; undefined when a worker will give it */
function take({ id, line, asker, reply }: Question, deps: ListenerDeps) {
  const makeJob = (): Job => {
    const { command, args, scope, local, text } = parseLine(line, deps.commands, slackOptions);
    return {
      version: 1,
      id,
      command: command.name,
      args,
      scope,
      text,
      asker: { kind: 'slack', ...asker },
      reply: { ...reply, private: reply.private || local.private === true },
      askedAt: deps.now().toISOString(),
    };
  };
  return deps.accept(id, makeJob, (job) => deps.queue.send(job));
}

/** An answer given on the spot is one message: the root and, for help, what follows it. */
function oneMessage(report: Report): Message {
  const root = renderRoot(report);
  const details = renderThread(report).flatMap(({ blocks }) => blocks);
  const [whole = root] = pack([root.blocks, ...details.map((block) => [block])]);
  return whole;
}

function fromSlash(command: SlashCommand): Question {
  return {
    id: `slash/${command.trigger_id}`,
    line: command.text,
    asker: { team: command.team_id, user: command.user_id },
    reply: {
      kind: 'slack',
      team: command.team_id,
      channel: command.channel_id,
      responseUrl: command.response_url,
    },
  };
}

interface Mention {
  text: string;
  user: string;
  user_team?: string;
  team?: string;
  channel: string;
  ts: string;
  thread_ts?: string;
}

/** In a thread the answer stays there; in the channel it starts a thread under the question. */
function fromMention(event: Mention, body: { event_id: string; team_id: string }): Question {
  const team = event.user_team ?? event.team ?? body.team_id;
  return {
    id: `event/${body.event_id}`,
    line: event.text.replace(/<@[UW][A-Z0-9]+(\|[^>]*)?>/, ' '),
    asker: { team, user: event.user },
    reply: { kind: 'slack', team, channel: event.channel, thread: event.thread_ts ?? event.ts },
  };
}

/** A button is another way to type a command. `user.team_id` is the clicker's team, `team` the app's. */
function fromClick(body: BlockAction<ButtonAction>, action: ButtonAction): Question {
  const { user, container, trigger_id, response_url } = body;
  const team = user.team_id ?? body.team?.id ?? '';
  const thread: unknown = container.thread_ts ?? container.message_ts;
  return {
    id: `click/${trigger_id}`,
    line: action.value ?? '',
    asker: { team, user: user.id },
    reply: {
      kind: 'slack',
      team,
      channel: body.channel?.id ?? String(container.channel_id ?? ''),
      responseUrl: response_url,
      private: container.is_ephemeral === true,
      ...(typeof thread === 'string' && container.is_ephemeral !== true && { thread }),
    },
  };
}
