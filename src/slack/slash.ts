/** A typed line -> what to run. Slash commands, mentions, buttons and the terminal all come here. */
import { parseArgs } from 'node:util';
import { type Command, type OptionSpec, usageOf } from '../commands/command.ts';
import { commonOptions, find } from '../commands/help.ts';
import { UserError } from '../errors.ts';
import type { Job } from '../job.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import { code, visible } from '../report.ts';
import { toWords } from './typed.ts';

/** Longer than any sensible question; what is beyond was pasted by accident. */
const longestText = 2000;

export interface Parsed {
  command: Command;
  args: Job['args'];
  scope: Job['scope'];
  /** Options of the place the line was typed at, such as `--private` or `-o json`. */
  local: Record<string, string | boolean>;
  /** The line as it was understood, for the answer. */
  text: string;
}

/** Options that only one way in has. */
export type LocalOptions = Readonly<Record<string, OptionSpec>>;

/** @throws UserError usage; names the nearest command or option and the right usage */
export function parseLine(text: string, commands: readonly Command[], local: LocalOptions): Parsed {
  if (text.length > longestText) {
    throw new UserError('usage', {
      what: `That is ${text.length} characters long; a question has at most ${longestText}.`,
      hint: `Such as ${code(commands[0]?.examples[0] ?? 'help')}.`,
    });
  }
  return parseWords(toWords(text), commands, local);
}

export function parseWords(
  words: readonly string[],
  commands: readonly Command[],
  local: LocalOptions,
): Parsed {
  const [verb = 'help', ...rest] = words;
  const command = find(verb === '--help' || verb === '-h' ? 'help' : verb, commands);
  const specs = { ...command.options, ...commonOptions, ...local, help: helpOption };
  const { values, positionals } = parse(rest, specs, command);
  if (values.help) return parseWords(['help', command.name], commands, local);
  const { namespace, cluster, ...others } = values;
  const own = pick(others, (name) => name in command.options);
  return {
    command,
    args: checked(command, { ...byPosition(command, positionals), ...own }),
    scope: {
      ...(typeof cluster === 'string' && { cluster }),
      ...(typeof namespace === 'string' && { namespace }),
    },
    local: pick(others, (name) => name in local),
    text: visible(words.join(' ')),
  };
}

const helpOption: OptionSpec = { short: 'h', summary: 'this text' };

type Values = Record<string, string | boolean>;

function parse(words: readonly string[], specs: LocalOptions, command: Command) {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { short, hint }]) => [
      name,
      { type: hint ? ('string' as const) : ('boolean' as const), ...(short && { short }) },
    ]),
  );
  const { tokens, positionals } = parseArgs({
    args: [...words],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Values = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const spec = specs[token.name];
    if (!spec) throw unknownOption(token.rawName, Object.keys(specs), command);
    if (!spec.hint && token.value !== undefined) throw noValue(token.rawName, command);
    if (spec.hint && (token.value === undefined || token.value.startsWith('-'))) {
      throw valueMissing(token.rawName, spec.hint, command);
    }
    values[token.name] = token.value ?? true;
  }
  return { values, positionals };
}

function byPosition(command: Command, words: readonly string[]): Record<string, string> {
  const surplus = words.slice(command.positionals.length);
  if (surplus.length > 0) {
    const what = `${surplus.map(code).join(' ')} is more than ${code(command.name)} takes.`;
    throw usage(what, command);
  }
  const missing = command.positionals.slice(words.length).find((word) => !word.endsWith('?'));
  if (missing) throw usage(`${code(command.name)} needs a ${missing}.`, command);
  return Object.fromEntries(
    words.map((word, i) => [(command.positionals[i] ?? '').replace(/\?$/, ''), word]),
  );
}

/** The command's schema has the last word about its arguments. */
function checked(command: Command, args: Record<string, unknown>): Job['args'] {
  const result = command.args.safeParse(args);
  if (result.success) return args;
  const [issue] = result.error.issues;
  throw usage(
    `${code(issue?.path.join('.') ?? 'argument')}: ${issue?.message ?? 'wrong'}.`,
    command,
  );
}

function unknownOption(name: string, known: readonly string[], command: Command): UserError {
  const near = nearest(name.replace(/^-+/, ''), known).map((option) => `--${option}`);
  return usage(`${code(command.name)} has no option ${code(name)}.${didYouMean(near)}`, command);
}

const noValue = (name: string, command: Command) =>
  usage(`${code(name)} is a switch and takes no value.`, command);
const valueMissing = (name: string, hint: string, command: Command) =>
  usage(`${code(name)} needs a value: ${code(`${name} ${hint}`)}.`, command);

function usage(what: string, command: Command): UserError {
  return new UserError('usage', {
    what,
    hint: `Usage: ${code(`${usageOf(command)} [-n <namespace>]`)}. For example ${code(command.examples[0] ?? command.name)}.`,
    suggestions: [`help ${command.name}`],
  });
}

function pick(values: Values, isWanted: (name: string) => boolean): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)));
}
