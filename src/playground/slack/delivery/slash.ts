import { SlackError } from '../api/method.ts';
import { type Emulation, keep } from '../emulation.ts';
import type { ResponseTarget } from '../response-urls.ts';
import { showResponse, tell } from '../responses.ts';
import type { Delivery, Message } from '../slack.ts';
import { payloadFrom, personIn } from './person.ts';

export interface Slash {
  user: string;
  channel: string;
  /** What was typed after the command. */
  text: string;
  /** The first of the app's commands unless told. */
  command?: string;
  teamId?: string;
  /** Typed into the composer of a thread, where Slack does not run commands of apps. */
  threadTs?: string;
}

export interface SlashAnswer {
  /** `not_sent`: Slack itself refused, the app has not heard of it. */
  outcome: Delivery['outcome'] | 'not_sent';
  status?: number;
  answer: string;
  /** What the person sees as the immediate answer. */
  message?: Message;
}

/** A person runs a slash command. Resolves when the acknowledgement is there, or is overdue. */
export async function slash(emulation: Emulation, typed: Slash): Promise<SlashAnswer> {
  const { person, channel } = personIn(emulation.workspace, typed);
  const target = { user: person.id, channel: channel.id };
  const command = typed.command ?? emulation.commands[0]?.command ?? '/';
  const refusal = refusalOf(emulation, command, typed);
  if (refusal) {
    const message = tell(emulation, target, refusal);
    return { outcome: 'not_sent', answer: refusal, message };
  }
  const delivery = await emulation.app.send('command', commandBody(emulation, command, typed));
  const { outcome, status, answer } = delivery;
  const message =
    outcome === 'ok'
      ? showAnswer(emulation, target, answer)
      : tell(emulation, target, `${command} failed with the error "${outcome}"`);
  return { outcome, answer, ...(status && { status }), ...(message && { message }) };
}

function refusalOf(emulation: Emulation, command: string, typed: Slash): string | undefined {
  if (!emulation.commands.some((one) => one.command === command)) {
    return `${command} is not a valid command.`;
  }
  return typed.threadTs ? `${command} is not supported in threads. Sorry!` : undefined;
}

function commandBody(emulation: Emulation, command: string, typed: Slash): string {
  const { workspace, responseUrls, triggers } = emulation;
  const { person, channel } = personIn(workspace, typed);
  const { token } = payloadFrom(workspace, person);
  const target = { user: person.id, channel: channel.id };
  return new URLSearchParams({
    token: String(token),
    team_id: typed.teamId ?? person.teamId,
    team_domain: workspace.team.domain,
    channel_id: channel.id,
    channel_name: channel.isPrivate ? 'privategroup' : channel.name,
    user_id: person.id,
    user_name: person.name,
    command,
    text: typed.text.trim(),
    api_app_id: workspace.bot.appId,
    is_enterprise_install: 'false',
    response_url: responseUrls.create('commands', target),
    trigger_id: triggers.create(person.id),
  }).toString();
}

/** The body of the acknowledgement: JSON, or plain text; an empty one shows nothing. */
function showAnswer(
  emulation: Emulation,
  target: ResponseTarget,
  answer: string,
): Message | undefined {
  if (answer.trim() === '') return undefined;
  try {
    return showResponse(
      emulation,
      target,
      answer.startsWith('{') ? JSON.parse(answer) : { text: answer },
    );
  } catch (error) {
    const detail = error instanceof SlackError ? error.code : 'not JSON';
    keep(emulation.warnings, { kind: 'bad-answer', where: 'acknowledgement', detail });
    return tell(emulation, target, `The app answered with something Slack refuses (${detail}).`);
  }
}
