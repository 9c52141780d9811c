/** A typed line -> what to run. Slash commands, mentions, buttons and the terminal all come here. */
import type { Command, OptionSpec, OptionSpecs } from '../commands/command.ts';
import { toLine } from '../commands/command-line.ts';
import { commonOptions, find } from '../commands/help.ts';
import { UserError } from '../errors.ts';
import type { Job } from '../job.ts';
import { code, visible } from '../report.ts';
import { parseOptions, type Value, type Values, verbFirst } from './options.ts';
import { closedUp, toWords } from './typed.ts';
import { wrongUse } from './wrong-use.ts';

/** Longer than any sensible question; what is beyond was pasted by accident. */
const longestText = 2000;
/** In characters; a Job takes 500 UTF-16 units, and an emoji is two of them. */
const longestEcho = 240;

export interface Parsed {
  command: Command;
  args: Job['args'];
  scope: Job['scope'];
  /** Options of the place the line was typed at, such as `--private` or `-o json`. */
  local: Record<string, Value>;
  /** The line as it was understood, for the answer. */
  text: string;
}

/** Options that only one way in has. */
export type LocalOptions = OptionSpecs;

/**
 * `given`: options beside those of the line, to be taken as they are, whatever is in them.
 * @throws UserError usage; names the nearest command or option and the right usage
 */
export function parseLine(
  text: string,
  commands: readonly Command[],
  local: LocalOptions,
  given: Readonly<Record<string, string>> = {},
): Parsed {
  if (text.length > longestText) {
    throw new UserError('usage', {
      what: `That is ${text.length} characters long; a question has at most ${longestText}.`,
      hint: `Such as ${code(commands[0]?.examples[0] ?? 'help')}.`,
    });
  }
  return parseWords(toWords(text), commands, local, given);
}

export function parseWords(
  words: readonly string[],
  commands: readonly Command[],
  local: LocalOptions,
  given: Readonly<Record<string, string>> = {},
): Parsed {
  const [verb = 'help', ...rest] = verbFirst(closedUp(words), { ...commonOptions, ...local });
  const isHelp = verb === '--help' || verb === '-h' || verb === '?';
  const command = find(isHelp ? 'help' : verb, commands, (near) => toLine([near, ...rest]));
  const specs = { ...local, ...commonOptions, ...command.options, help: helpOption };
  const { values, positionals } = parseOptions(rest, specs, command);
  if (values.help) return parseWords(['help', command.name], commands, local);
  const { namespace, cluster } = values;
  const own = { ...pick(values, command.options), ...given };
  const added = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  return {
    command,
    args: checked(command, { ...byPosition(command, positionals), ...own }),
    scope: {
      ...(typeof cluster === 'string' && { cluster }),
      ...(typeof namespace === 'string' && { namespace }),
    },
    local: pick(values, local),
    text: visible(toLine([...words, ...added]), longestEcho),
  };
}

/** The question, once it is known who asks and where. */
export function toJob(
  { command, args, scope, text }: Parsed,
  asked: Pick<Job, 'id' | 'asker' | 'reply' | 'askedAt'>,
): Job {
  return { version: 1, command: command.name, args, scope, text, ...asked };
}

const helpOption: OptionSpec = { short: 'h', summary: 'this text' };

function byPosition(command: Command, words: readonly string[]): Record<string, string> {
  const surplus = words.slice(command.positionals.length);
  if (surplus.length > 0) {
    const words = surplus.map((word) => code(word)).join(' ');
    throw wrongUse(`${words} is more than ${code(command.name)} takes.`, command);
  }
  const missing = command.positionals.slice(words.length).find((word) => !word.endsWith('?'));
  if (missing) throw wrongUse(`${code(command.name)} needs a ${missing}.`, command);
  return Object.fromEntries(
    words.map((word, i) => [(command.positionals[i] ?? '').replace(/\?$/, ''), word]),
  );
}

/** The command's schema has the last word about its arguments. */
function checked(command: Command, args: Record<string, unknown>): Job['args'] {
  const result = command.args.safeParse(args);
  if (result.success) return args;
  const [issue] = result.error.issues;
  const where = code(issue?.path.join('.') ?? 'argument');
  throw wrongUse(`${where}: ${issue?.message ?? 'wrong'}.`, command);
}

function pick(values: Values, specs: OptionSpecs): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(specs, name)));
}
