import type { Workspace } from './wire.ts';

/**
 * What Slack's own client does before it sends: names become ids. Slash commands go out as typed,
 * since apps get their text raw unless they ask for escaping.
 */
export function encodeMentions(text: string, workspace: Workspace): string {
  if (text.startsWith('/')) return text;
  const people = [
    { name: workspace.bot.name, id: workspace.bot.userId },
    ...workspace.users.map(({ name, id }) => ({ name, id })),
  ];
  return text
    .replace(/[&<>]/g, (sign) => ESCAPED[sign] ?? sign)
    .replace(/(^|\s)@([\w.-]+)/g, (typed, before: string, name: string) => {
      const person = people.find((one) => one.name.toLowerCase() === name.toLowerCase());
      return person ? `${before}<@${person.id}>` : typed;
    })
    .replace(/(^|\s)#([\w-]+)/g, (typed, before: string, name: string) => {
      const channel = workspace.channels.find((one) => one.name === name);
      return channel ? `${before}<#${channel.id}|${channel.name}>` : typed;
    });
}

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
