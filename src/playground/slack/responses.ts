import * as z from 'zod';
import { replaceContent, rootFor } from './api/chat.ts';
import { contentArguments, contentOf } from './api/content.ts';
import { SlackError } from './api/method.ts';
import type { Emulation } from './emulation.ts';
import { inspected } from './inspection.ts';
import type { ResponseTarget } from './response-urls.ts';
import type { Message } from './slack.ts';

/** What an app may send to a `response_url` or put into the acknowledgement of a command. */
const responseSchema = z.object({
  ...contentArguments,
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

/**
 * Shows a response. It needs no membership of the bot: this is how an app answers in a channel that
 * it is not in. Throws SlackError for what Slack refuses.
 */
export function showResponse(
  emulation: Emulation,
  target: ResponseTarget,
  body: unknown,
): Message | undefined {
  const parsed = responseSchema.safeParse(body);
  if (!parsed.success) throw new SlackError('invalid_payload');
  const { workspace, faults } = emulation;
  const { messageTs } = target;
  const original = messageTs ? workspace.find(target.channel, messageTs) : undefined;
  if (parsed.data.delete_original) {
    if (original) workspace.remove(original);
    return undefined;
  }
  const content = contentOf(parsed.data, faults.refused);
  if (!parsed.data.replace_original || !original) {
    return postResponse(emulation, target, parsed.data, content);
  }
  replaceContent(original, content, emulation);
  return original;
}

function postResponse(
  emulation: Emulation,
  { user, channel }: ResponseTarget,
  { response_type, thread_ts }: z.infer<typeof responseSchema>,
  content: ReturnType<typeof contentOf>,
): Message {
  const { workspace } = emulation;
  const root = thread_ts ? rootFor(emulation, channel, thread_ts) : undefined;
  const draft = {
    channel,
    botId: workspace.bot.botId,
    responseUrlOrigin: true,
    ...(response_type !== 'in_channel' && { ephemeralFor: user }),
    ...(root && { threadTs: root.ts }),
    ...content,
  };
  return inspected(workspace.post(draft), emulation);
}

/** Slack's own words to one person, such as that a command is unknown. */
export function tell(
  emulation: Emulation,
  { user, channel }: ResponseTarget,
  text: string,
): Message {
  return emulation.workspace.post({ channel, user: 'USLACKBOT', ephemeralFor: user, text });
}
