/** What to say when a command was not used as it can be. */
import { type Command, usageOf } from '../commands/command.ts';
import { UserError } from '../errors.ts';
import { code } from '../report.ts';

export function wrongUse(what: string, command: Command): UserError {
  return new UserError('usage', {
    what,
    hint: `Usage: ${code(usageOf(command))}. For example ${code(command.examples[0] ?? command.name)}.`,
    suggestions: [`help ${command.name}`],
  });
}
