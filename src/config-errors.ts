/**
 * What is wrong with a configuration, in words: what was expected at which path and what was found
 * there, all at once. The schema's own messages complete the sentence "expected …".
 */
import { distance } from 'fastest-levenshtein';
import * as z from 'zod';
import type { Path, Problem } from './config-yaml.ts';
import { UserError } from './errors.ts';
import { isSecret, redact } from './redact.ts';
import { code, visible } from './report.ts';

/** Wrong, and where: the file knows on which line that is. */
export interface Wrong {
  path: Path;
  text: string;
}

type Schema = z.core.$ZodType;
type Mapping = Record<string, unknown>;

const SHOWN = 5;
const KINDS: Readonly<Record<string, string>> = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'a text',
};

export function configError(path: string, problems: readonly Problem[]): UserError {
  const sorted = problems.toSorted((a, b) => a.line - b.line);
  const lines = sorted.slice(0, SHOWN).map(({ line, text }) => `${visible(path)}:${line}: ${text}`);
  const more = sorted.length - lines.length;
  return new UserError('usage', {
    what: [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
    hint: 'Correct the file and try again. The portolan.yaml of the project is a commented example.',
  });
}

/** What the schema says about the value; `path` is where the value stands. */
export function wrongsOf(schema: Schema, value: unknown, path: Path = []): Wrong[] {
  return judge(schema, value, path, []);
}

/** @param foreign keys that are known beside the schema's own, but do not go together with them */
function judge(schema: Schema, value: unknown, path: Path, foreign: readonly string[]): Wrong[] {
  const wrongs = (z.safeParse(schema, value).error?.issues ?? []).flatMap((issue) => {
    const { here, steps } = descend(schema, issue.path);
    const found = valueAt(value, steps);
    if (issue.code !== 'invalid_key' && here instanceof z.ZodUnion && isMapping(found)) {
      return judgeUnion(here, found, [...path, ...steps]);
    }
    const known = { own: keysOf(here), foreign: steps.length === 0 ? foreign : [] };
    return wrongsOfIssue(issue, value, path, known);
  });
  return wrongs.filter(({ text }, index) => wrongs.findIndex((one) => one.text === text) === index);
}

/** By the alternative that knows most of the keys, or else misses least: that one was meant. */
function judgeUnion(union: z.ZodUnion, value: Mapping, path: Path): Wrong[] {
  const strange = (option: Schema) =>
    Object.keys(value).filter((key) => !keysOf(option).includes(key)).length;
  const faults = (option: Schema) => z.safeParse(option, value).error?.issues.length ?? 0;
  const [meant] = union.options.toSorted(
    (a, b) => strange(a) - strange(b) || faults(a) - faults(b),
  );
  return meant ? judge(meant, value, path, keysOf(union)) : [];
}

interface Known {
  own: readonly string[];
  foreign: readonly string[];
}

function wrongsOfIssue(
  issue: z.core.$ZodIssue,
  value: unknown,
  above: Path,
  known: Known,
): Wrong[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => wrong([...path, key], strangeKey(key, known)));
  }
  if (issue.code === 'invalid_key') {
    const text = `expected ${issue.issues[0]?.message}, found ${show(path.at(-1))}`;
    return [{ ...wrong(path.slice(0, -1), text), path }];
  }
  const found = valueAt(value, issue.path);
  const expected = `expected ${expectation(issue)}`;
  return [
    wrong(path, found === undefined ? `missing; ${expected}` : `${expected}, found ${show(found)}`),
  ];
}

/** Wrong at the path, which begins the text. */
export function wrong(path: Path, text: string): Wrong {
  const place = visible(path.map(String).join('.'));
  return { path, text: place ? `${place}: ${text}` : text };
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? issue.expected;
  return issue.code === 'invalid_value' ? issue.values.join(' or ') : issue.message;
}

function strangeKey(key: string, { own, foreign }: Known): string {
  if (isSecret(key, key) && !nearest(key, [...own, ...foreign])) {
    return 'unknown key; secrets come from the environment: SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN';
  }
  if (foreign.includes(key)) return `does not go together with ${own.map(code).join(', ')}`;
  const all = [...new Set([...own, ...foreign])];
  const near = nearest(key, all);
  const names = all.map(code).join(', ');
  return near ? `unknown key, did you mean ${code(near)}?` : `unknown key; known here: ${names}`;
}

/** A third of the letters may differ; `default_cluster` is near `defaultCluster`. */
function nearest(name: string, names: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const near = names.toSorted(
    (a, b) => distance(plain(name), plain(a)) - distance(plain(name), plain(b)),
  )[0];
  if (near === undefined) return undefined;
  return distance(plain(name), plain(near)) <= near.length / 3 ? near : undefined;
}

/** What was found, shortened and without what looks like a secret. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return `the text ${code(visible(redact(value), 60))}`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object') return `the ${typeof value} ${code(String(value))}`;
  return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
}

/** Down to the schema at the path, or to the first choice between alternatives on the way. */
function descend(schema: Schema, path: Path): { here: Schema; steps: Path } {
  let here = bare(schema);
  for (const [index, step] of path.entries()) {
    if (here instanceof z.ZodUnion) return { here, steps: path.slice(0, index) };
    here = bare(inner(here, step));
  }
  return { here, steps: path };
}

function inner(schema: Schema, step: PropertyKey): Schema {
  if (schema instanceof z.ZodObject) return schema.shape[String(step)] ?? schema;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodArray ? schema.element : schema;
}

function bare(schema: Schema): Schema {
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return isWrapped ? bare(schema.unwrap()) : schema;
}

function keysOf(schema: Schema): string[] {
  if (schema instanceof z.ZodUnion) return [...new Set(schema.options.flatMap(keysOf))];
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (here, step) =>
      typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined,
    value,
  );
}
