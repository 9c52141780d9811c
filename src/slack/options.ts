/** The options of a line, held to what the command and the place it was typed at know. */
import { parseArgs } from 'node:util';
import type { Command, OptionSpecs } from '../commands/command.ts';
import type { UserError } from '../errors.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import { code } from '../report.ts';
import { wrongUse } from './wrong-use.ts';

export type Value = string | boolean | readonly string[];
export type Values = Readonly<Record<string, Value>>;

/** @throws UserError usage: unknown, without its value, with one too many, or said twice */
export function parseOptions(
  words: readonly string[],
  specs: OptionSpecs,
  command: Command,
): { values: Values; positionals: string[] } {
  const { tokens, positionals } = tokenize(words, specs);
  const values = new Map<string, string | boolean>();
  const lists = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (!spec) throw unknownOption(token.rawName, Object.keys(specs), command);
    const value = spec.hint ? optionValue(token, spec.hint, command) : true;
    if (!spec.hint && token.value !== undefined) {
      throw wrongUse(`${code(token.rawName)} is a switch and takes no value.`, command);
    }
    if (spec.isRepeatable) {
      lists.set(token.name, [...(lists.get(token.name) ?? []), String(value)]);
      continue;
    }
    const before = values.get(token.name);
    if (before !== undefined && before !== value)
      throw saidTwice(token.rawName, [before, value], command);
    values.set(token.name, value);
  }
  return { values: Object.fromEntries([...values, ...lists]), positionals };
}

/** `-n shop endpoints api`, as with kubectl: what stands before the command counts as if behind it. */
export function verbFirst(words: readonly string[], specs: OptionSpecs): string[] {
  if (!words[0]?.startsWith('-')) return [...words];
  const { tokens } = tokenize(words, specs);
  const at = tokens.find((token) => token.kind === 'positional')?.index;
  if (at === undefined) return [...words];
  return [words[at] ?? '', ...words.slice(0, at), ...words.slice(at + 1)];
}

function tokenize(words: readonly string[], specs: OptionSpecs) {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { short, hint }]) => [
      name,
      { type: hint ? ('string' as const) : ('boolean' as const), ...(short && { short }) },
    ]),
  );
  return parseArgs({
    args: [...words],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
}

interface OptionToken {
  rawName: string;
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}

/** `-n=shop` means `-n shop`, though by the letter the value would be `=shop`. */
function optionValue({ rawName, value, inlineValue }: OptionToken, hint: string, command: Command) {
  const isShort = inlineValue === true && !rawName.startsWith('--');
  const plain = isShort ? value?.replace(/^=/, '') : value;
  if (plain && !plain.startsWith('-')) return plain;
  throw wrongUse(`${code(rawName)} needs a value: ${code(`${rawName} ${hint}`)}.`, command);
}

function unknownOption(name: string, known: readonly string[], command: Command): UserError {
  const near = nearest(name.replace(/^-+/, ''), known).map((option) => `--${option}`);
  return wrongUse(`${code(command.name)} has no option ${code(name)}.${didYouMean(near)}`, command);
}

function saidTwice(
  name: string,
  values: readonly (string | boolean)[],
  command: Command,
): UserError {
  const both = values.map((value) => code(String(value))).join(' and as ');
  return wrongUse(`${code(name)} is given twice, as ${both}.`, command);
}
