/** Completions for the page's composer: what can be typed after `/svc`. */
import { usageOf } from '../commands/command.ts';
import { commands } from '../commands/registry.ts';

/** For the first word the commands, then how the chosen one is used. */
export function complete(text: string): string[] {
  const [slash = '', verb = '', ...rest] = text.trimStart().split(/\s+/);
  if (!slash.startsWith('/svc')) return [];
  const chosen = commands.find(({ name }) => name === verb);
  if (chosen && (rest.length > 0 || text.endsWith(' '))) return [`/svc ${usageOf(chosen)}`];
  return commands
    .filter(({ name }) => name.startsWith(verb))
    .flatMap(({ examples }) => examples.slice(0, 1))
    .map((example) => `/svc ${example}`);
}
