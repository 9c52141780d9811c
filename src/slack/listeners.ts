/**
 * What Slack sends -> Jobs. A listener takes the question in, acks with a line, and returns: the work
 * is done by the worker, because Slack waits three seconds and Lambda stops after the answer.
 */
import type { BlockAction, App as Bolt, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import { isOpen } from '../access/policy.ts';
import type { Accept, Hand } from '../app.ts';
import type { Command } from '../commands/command.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Job, SlackReply } from '../job.ts';
import type { Queue } from '../queue/queue.ts';
import { code, type Report, visible } from '../report.ts';
import { renderRoot, renderThread } from './blocks.ts';
import { type Form, fromSubmission, refusedWith, toForm } from './forms.ts';
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
export const handled = {
  events: ['app_mention'],
  actions: /^run-\d+$/,
  forms: /^ask-\d+$/,
  views: 'ask',
} as const;

type Click = BlockAction<ButtonAction>;

export function listen(bolt: Bolt, deps: ListenerDeps): void {
  const slashCommand = deps.config.slack?.command ?? '/svc';
  bolt.command(slashCommand, async ({ command, ack }) => {
    const answer = await take(fromSlash(command), deps);
    const understood = visible(`${slashCommand} ${command.text}`.trim(), 200);
    const text = `Looking into it: ${escapeMrkdwn(understood)}`;
    await ack({ response_type: 'ephemeral', ...(answer ? oneMessage(answer.report) : { text }) });
  });

  bolt.event('app_mention', async ({ event, body }) => {
    if (event.bot_id || !event.user) return;
    const answer = await take(fromMention({ ...event, user: event.user }, body), deps);
    if (!answer) return;
    const { reply } = answer;
    const message = oneMessage(answer.report);
    if (reply.private) await tellAlone(deps, reply, event.user, message);
    else await post(deps.client, reply, message);
  });

  bolt.action<Click>(
    { type: 'block_actions', action_id: handled.actions },
    async ({ body, action, ack }) => {
      const question = fromClick(body, action);
      const answer = await take(question, deps);
      await ack();
      if (answer) await tellClicker(question, answer, deps);
    },
  );

  bolt.action<Click>(
    { type: 'block_actions', action_id: handled.forms },
    async ({ body, action, ack }) => {
      const form = toForm(body, action, handled.views);
      const answer = await take(form.question, deps, () => open(form, body.trigger_id, deps));
      await ack();
      if (answer) await tellClicker(form.question, answer, deps);
    },
  );

  bolt.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: handled.views },
    async ({ body, ack }) => {
      const answer = await take(fromSubmission(body), deps);
      if (!answer) return ack();
      const { headline, error } = answer.report;
      await ack(refusedWith(error ? `${error.what} ${error.hint}` : headline));
    },
  );
}

/** @throws UserError unreadable: Slack gives three seconds, and a cold start may have taken them */
async function open(
  { view, line }: Form,
  trigger: string,
  { client, config }: ListenerDeps,
): Promise<void> {
  try {
    await client.views.open({ trigger_id: trigger, view });
  } catch (cause) {
    const what = 'Slack did not open the window for the text.';
    const typed = code(`${config.slack?.command ?? '/svc'} ${line}`);
    throw new UserError('unreadable', { what, hint: `Click again, or type ${typed}.` }, { cause });
  }
}

function tellClicker(question: Question, { report }: Answer, deps: ListenerDeps): Promise<void> {
  return tellAlone(deps, replyTo(question, true), question.asker.user, oneMessage(report));
}

interface Answer {
  report: Report;
  reply: SlackReply;
}

/** @returns the answer, where it is known at once; undefined when a worker will give it */
async function take(
  question: Question,
  deps: ListenerDeps,
  hand: Hand = (job) => deps.queue.send(job),
): Promise<Answer | undefined> {
  const { id, line, given, asker } = question;
  const isQuiet = !isOpen(question.reply.channel, deps.config.slack);
  let reply = replyTo(question, isQuiet);
  const makeJob = (): Job => {
    const parsed = parseLine(line, deps.commands, slackOptions, given);
    reply = replyTo(question, isQuiet || parsed.local.private === true);
    return toJob(parsed, { id, asker, reply, askedAt: deps.now().toISOString() });
  };
  const report = await deps.accept({ id, asker, reply }, makeJob, hand);
  if (!report) return undefined;
  if (report.error?.kind === 'refused') reply = replyTo(question, true);
  return { report, reply };
}

/** An answer given on the spot is one message: the root and, for help, what follows it. */
function oneMessage(report: Report): Message {
  const root = renderRoot(report);
  const details = renderThread(report).flatMap(({ blocks }) => blocks);
  const [whole = root] = pack([root.blocks, ...details.map((block) => [block])]);
  return whole;
}
