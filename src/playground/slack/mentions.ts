import type { Broadcast, Message, Warning } from './slack.ts';

/** A string of a message and whether Slack reads control sequences in it. */
interface Shown {
  where: string;
  text: string;
  /** Markdown has its own rules of escaping, so stray signs are no mistake in it. */
  isMarkdown?: boolean;
}

type Kind = Broadcast['kind'];
const RICH: Record<string, [Kind, string] | undefined> = {
  user: ['user', 'user_id'],
  usergroup: ['usergroup', 'usergroup_id'],
};

/**
 * Everything in a message that would notify somebody. Plain and raw text is left out, because Slack
 * shows it as it is; the fallback text counts, because Slack reads it like any other text.
 */
export function broadcastsOf(message: Message): Broadcast[] {
  const at = { channel: message.channel, ts: message.ts };
  const typed = formattedTexts(message).flatMap(({ where, text }) =>
    [...text.matchAll(/<(!channel|!here|!everyone|!subteam\^[^>]*|@[UW][^>]*)>/g)].map(
      ([sequence, inner = '']) => ({ ...at, kind: kindOf(inner), sequence, where }),
    ),
  );
  return [...typed, ...richMentions(message.blocks, '/blocks').map((one) => ({ ...at, ...one }))];
}

/**
 * Signs that Slack would take for markup although nothing it knows stands there: text from outside
 * that nobody escaped. Slack swallows such text or turns it into a broken link.
 */
export function unescapedIn(message: Message): Warning[] {
  const shown = formattedTexts(message).filter(({ isMarkdown }) => !isMarkdown);
  return shown.flatMap(({ where, text }) =>
    [...text.matchAll(/<(?!(?:https?:|mailto:|tel:|[@#!])[^>]*>)|&(?!amp;|lt;|gt;)/g)].map(
      ({ index }) => ({
        kind: 'unescaped' as const,
        where: `${message.channel}/${message.ts} ${where}`,
        detail: text.slice(Math.max(0, index - 10), index + 20),
      }),
    ),
  );
}

function kindOf(inner: string): Kind {
  if (inner.startsWith('@')) return 'user';
  if (inner.startsWith('!subteam')) return 'usergroup';
  return inner === '!here' ? 'here' : inner === '!everyone' ? 'everyone' : 'channel';
}

function formattedTexts(message: Message): Shown[] {
  const own = message.text ? [{ where: 'text', text: message.text }] : [];
  return [
    ...own,
    ...mrkdwnIn(message.blocks, '/blocks'),
    ...mrkdwnIn(message.attachments, '/attachments'),
  ];
}

function mrkdwnIn(value: unknown, where: string): Shown[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, one]) => mrkdwnIn(one, `${where}/${key}`));
  const { type, text } = value as { type?: unknown; text?: unknown };
  const isMarkdown = type === 'markdown';
  if (type !== 'mrkdwn' && !isMarkdown) return inner;
  return [...inner, { where: `${where}/text`, text: String(text), isMarkdown }];
}

function richMentions(value: unknown, where: string): Omit<Broadcast, 'channel' | 'ts'>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, one]) => richMentions(one, `${where}/${key}`));
  const element = value as Record<string, unknown>;
  if (element.type === 'broadcast') {
    const kind =
      element.range === 'here' || element.range === 'everyone' ? element.range : 'channel';
    return [...inner, { kind, sequence: `<!${kind}>`, where }];
  }
  const [kind, field] = RICH[String(element.type)] ?? [];
  if (!kind || !field || typeof element[field] !== 'string') return inner;
  return [...inner, { kind, sequence: element[field], where }];
}
