/** Completions for the page's composer: what can be typed after `/svc`, or to the bot by its name. */
import { usageOf } from '../commands/command.ts';
import { commands } from '../commands/registry.ts';

const addresses = ['/svc', '@portolan'];

/**
 * Each command by an example; once it is chosen, those of its examples that go on as typed, or else
 * how it is used.
 */
export function complete(text: string): string[] {
  const [typed = '', verb, ...rest] = text.trimStart().split(/\s+/);
  const address = addresses.find((one) =>
    verb === undefined ? one.startsWith(typed) : one === typed,
  );
  if (!address || typed === '') return [];
  const chosen = commands.find(({ name }) => name === verb);
  const asked = [verb, ...rest].join(' ');
  const examples =
    chosen && rest.length > 0
      ? chosen.examples.filter((example) => example.startsWith(asked))
      : commands
          .filter(({ name }) => name.startsWith(verb ?? ''))
          .flatMap((command) => command.examples.slice(0, 1));
  const lines = chosen && examples.length === 0 ? [usageOf(chosen)] : examples;
  return lines.map((line) => `${address} ${line}`);
}
