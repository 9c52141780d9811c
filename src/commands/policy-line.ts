/** The line that is put to the rules, taken apart as `canary` would take it. */
import { parseArgs } from 'node:util';
import parseArgv from 'string-argv';
import { parseWanted } from '../canary/share.ts';
import { UserError } from '../errors.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import { code } from '../report.ts';
import { canary } from './canary.ts';
import type { Command } from './command.ts';
import { toLine } from './command-line.ts';
import { commonOptions, find } from './help.ts';

export interface Line {
  text: string;
  scope: { cluster?: string; namespace?: string };
  /** Absent: it only reads. */
  change?: {
    target: string;
    /** The canary's share, 0 to 1. */
    after: number;
    rule?: string;
    canary?: string;
    reason?: string;
    isDespiteGitOps: boolean;
  };
}

/** @throws UserError usage */
export function parsePolicyLine(text: string, commands: readonly Command[]): Line {
  const [first = '', ...rest] = parseArgv(text);
  const words = /^(\/\S+|portolan)$/.test(first) ? rest : [first, ...rest];
  const [verb = '', ...more] = words;
  mustBeTestable(verb.toLowerCase());
  find(verb, commands, (near) => `policy test ${toLine([toLine([near, ...more])])}`);
  const isCanary = verb.toLowerCase() === canary.name;
  const { values, positionals } = parseWords(more, isCanary);
  const scope = pick(values, ['cluster', 'namespace']);
  const [target, wanted = 'status'] = positionals;
  const line = { text: text.trim(), scope };
  if (!isCanary || target === undefined || wanted.toLowerCase() === 'status') return line;
  const after = shareOf(wanted, target);
  const isDespiteGitOps = values['despite-gitops'] === true;
  const said = pick(values, ['rule', 'canary', 'reason']);
  return { ...line, change: { target, after, isDespiteGitOps, ...said } };
}

function mustBeTestable(verb: string): void {
  const isDecision = ['approve', 'reject', 'cancel', 'undo'].includes(verb);
  if (verb !== '' && !isDecision) return;
  throw new UserError('usage', {
    what: isDecision
      ? `${code(verb)} is about a change that was asked for before.`
      : 'There is no line to test.',
    hint: `Test the line that asks for it, such as ${code('canary shop-api-canary 20% -n shop')}: who may approve it is told, too.`,
  });
}

/** `abort` leads back to what was there before, or to nothing; what counts is that it lowers. */
function shareOf(wanted: string, target: string): number {
  if (wanted.toLowerCase() === 'abort') return 0;
  const { part, of } = parseWanted(wanted, (word) => `policy test "canary ${target} ${word}"`);
  return part / of;
}

type Values = Readonly<Record<string, unknown>>;

/** Of other commands only the scope matters, and what else they take is theirs to know. */
function parseWords(words: readonly string[], isCanary: boolean) {
  const specs = { ...commonOptions, ...(isCanary && canary.options) };
  const options = Object.entries(specs).map(([name, spec]) => [
    name,
    { type: spec.hint ? 'string' : 'boolean', ...('short' in spec && { short: spec.short }) },
  ]);
  const { values, positionals } = parseArgs({
    args: [...words],
    options: Object.fromEntries(options),
    strict: false,
    allowPositionals: true,
  });
  const strange = Object.keys(values).find((name) => isCanary && !Object.hasOwn(specs, name));
  if (strange === undefined) return { values: values as Values, positionals };
  const near = nearest(strange, Object.keys(specs)).map((name) => `--${name}`);
  throw new UserError('usage', {
    what: `${code(canary.name)} has no option ${code(strange)}.`,
    hint: didYouMean(near).trim() || `${code('help canary')} shows its options.`,
  });
}

function pick<K extends string>(values: Values, names: readonly K[]): Partial<Record<K, string>> {
  const said = names.flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(said) as Partial<Record<K, string>>;
}
