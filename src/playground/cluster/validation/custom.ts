/** Custom resources against the schema of their definition (OpenAPI v3), in the words of kube-openapi. */
import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from '../resources.ts';
import { isObject, type Json } from '../schema/type.ts';
import { invalidValue, type Problem, required, unsupported } from './problem.ts';

function typeOfJson(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function hasType({ type, nullable, ...schema }: JsonSchema, value: unknown): boolean {
  const actual = typeOfJson(value);
  if (schema['x-kubernetes-int-or-string']) return actual === 'integer' || actual === 'string';
  if (type === undefined || (nullable && value === null)) return true;
  return actual === type || (type === 'number' && actual === 'integer');
}

function wrongType(path: string, schema: JsonSchema, value: unknown): Problem {
  const actual = typeOfJson(value);
  const shown = actual === 'integer' ? 'integer' : actual;
  const wanted = schema['x-kubernetes-int-or-string'] ? 'integer,string' : schema.type;
  const why = `${path} in body must be of type ${wanted}: "${shown}"`;
  return { ...invalidValue(path, shown, why), reason: 'FieldValueTypeInvalid' };
}

type Rule = (limit: number, value: number) => boolean;

/** Keyword, when it is broken, and how that is put. */
const numberRules: [keyword: string, broken: Rule, words: string][] = [
  ['maximum', (limit, value) => value > limit, 'should be less than or equal to'],
  ['minimum', (limit, value) => value < limit, 'should be greater than or equal to'],
];

function numberProblems(schema: JsonSchema, value: number, path: string): Problem[] {
  return numberRules.flatMap(([keyword, broken, words]) => {
    const limit = schema[keyword];
    if (typeof limit !== 'number') return [];
    const isExclusive = schema[keyword === 'maximum' ? 'exclusiveMaximum' : 'exclusiveMinimum'];
    if (!broken(limit, value) && !(isExclusive && value === limit)) return [];
    const put = isExclusive ? words.replace(' or equal to', '') : words;
    return [invalidValue(path, value, `${path} in body ${put} ${limit}`)];
  });
}

const tooMuch = (reason: string, path: string, message: string): Problem => ({
  reason,
  message,
  field: path,
});

function textProblems(schema: JsonSchema, value: string, path: string): Problem[] {
  const { maxLength, minLength, pattern } = schema;
  const length = [...value].length;
  const long = typeof maxLength === 'number' && length > maxLength;
  const short = typeof minLength === 'number' && length < minLength;
  const least = `${path} in body should be at least ${minLength} chars long`;
  const isMatch = typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value);
  return [
    ...(long
      ? [tooMuch('FieldValueTooLong', path, `Too long: may not be more than ${maxLength} bytes`)]
      : []),
    ...(short ? [invalidValue(path, value, least)] : []),
    ...(isMatch ? [] : [invalidValue(path, value, `${path} in body should match '${pattern}'`)]),
  ];
}

function listProblems(schema: JsonSchema, value: unknown[], path: string): Problem[] {
  const { maxItems, minItems, items } = schema;
  const many = typeof maxItems === 'number' && value.length > maxItems;
  const few = typeof minItems === 'number' && value.length < minItems;
  const most = `Too many: ${value.length}: must have at most ${maxItems} items`;
  const least = `${path} in body should have at least ${minItems} items`;
  return [
    ...(many ? [tooMuch('FieldValueTooMany', path, most)] : []),
    ...(few ? [invalidValue(path, value.length, least)] : []),
    ...(items ? value.flatMap((one, at) => problemsOf(items, one, `${path}[${at}]`)) : []),
  ];
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

function objectProblems(schema: JsonSchema, value: Json, path: string): Problem[] {
  const { properties = {}, additionalProperties: others } = schema;
  const names = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  const missing = names.filter((name) => value[name] === undefined);
  const inner = Object.entries(value).flatMap(([name, one]) => {
    const own = properties[name] ?? (isObject(others) ? (others as JsonSchema) : undefined);
    return own ? problemsOf(own, one, join(path, name)) : [];
  });
  return [...inner, ...missing.map((name) => required(join(path, name)))];
}

function problemsOf(schema: JsonSchema, value: unknown, path: string): Problem[] {
  if (!hasType(schema, value)) return [wrongType(path, schema, value)];
  const { enum: choices } = schema;
  const isChoice =
    !Array.isArray(choices) || choices.some((choice) => isDeepStrictEqual(choice, value));
  const chosen = isChoice ? [] : [unsupported(path, value, choices as unknown[])];
  if (typeof value === 'string') return [...chosen, ...textProblems(schema, value, path)];
  if (typeof value === 'number') return [...chosen, ...numberProblems(schema, value, path)];
  if (Array.isArray(value)) return [...chosen, ...listProblems(schema, value, path)];
  return [...chosen, ...(isObject(value) ? objectProblems(schema, value, path) : [])];
}

export const schemaProblems = (schema: JsonSchema, object: Json): Problem[] =>
  problemsOf(schema, object, '');
