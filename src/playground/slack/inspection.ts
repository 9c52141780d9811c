import { type Emulation, keep } from './emulation.ts';
import { broadcastsOf, unescapedIn } from './mentions.ts';
import type { Message } from './slack.ts';

/** Notes what a message of the bot does to people, whichever way it was posted. */
export function inspected(message: Message, emulation: Emulation): Message {
  for (const broadcast of broadcastsOf(message)) keep(emulation.broadcasts, broadcast);
  for (const warning of unescapedIn(message)) keep(emulation.warnings, warning);
  if (message.text.trim() === '') {
    const where = `${message.channel}/${message.ts}`;
    const detail = 'blocks without text: notifications and screen readers get nothing';
    keep(emulation.warnings, { kind: 'missing-text', where, detail });
  }
  if (isUnseen(message, emulation)) {
    const where = `${message.channel}/${message.ts}`;
    const detail =
      'only one person may see it, in a thread that has no replies: Slack never shows it';
    keep(emulation.warnings, { kind: 'unseen', where, detail });
  }
  return message;
}

/** https://docs.slack.dev/reference/methods/chat.postEphemeral: "only if there is already an active thread". */
function isUnseen({ ephemeralFor, channel, threadTs }: Message, { workspace }: Emulation): boolean {
  if (!ephemeralFor || !threadTs) return false;
  return !workspace.find(channel, threadTs)?.replyCount;
}
