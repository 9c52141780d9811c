/**
 * Slack's own markup, for the few places that have no other form: the fallback `text` of a message,
 * a mention, and code fences for workspaces without newer blocks. Everything else is rich_text,
 * raw_text or plain_text, where nothing has to be escaped because nothing is interpreted: mrkdwn has
 * no escape for `*`, `_`, `~`, `:fire:` or a bare address, so words from a cluster never stand in it.
 */

/** Slack's three control characters; without them no mention, broadcast or link can begin. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Lines in fixed width. A backtick could close the fence early, so it becomes an apostrophe. */
export function fence(text: string): string {
  return `\`\`\`\n${escapeMrkdwn(text.replaceAll('`', "'"))}\n\`\`\``;
}

/**
 * Words for a place that is plain text by Slack's word. Unlike for plain_text, nobody has tried what
 * becomes of `<!channel>` in it: should Slack read it one day, a Service's annotation must not wake
 * everybody.
 */
export const harmless = (text: string) => text.replace(/<(?=[!@#])/g, '‹');

/** undefined: not an id that Slack would have sent. */
export function mention(user: string): string | undefined {
  return /^[UW][A-Z0-9]{2,20}$/.test(user) ? `<@${user}>` : undefined;
}

/** Shortens by UTF-16 units, as Slack may count them, but never inside a surrogate pair. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  let short = '';
  for (const point of text) {
    if (short.length + point.length > longest - 1) break;
    short += point;
  }
  return `${short}…`;
}
