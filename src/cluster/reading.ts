/** From a question to its objects: page after page, each object held to its schema. */
import { setImmediate as turn } from 'node:timers/promises';
import * as z from 'zod';
import { type Kind, kinds, type ObjectOf, servedAs } from '../objects/registry.ts';
import type { JsonObject } from '../patch.ts';
import { visible } from '../report.ts';
import { call, type Line } from './call.ts';
import { notKubernetes, Unanswered } from './failures.ts';
import { isPossible, type Question } from './question.ts';

export interface Found {
  objects: ObjectOf<Kind>[];
  isTruncated: boolean;
  /** As it was sent, where the question asked for that. */
  whole?: JsonObject;
}

const PAGE = 500;

const Page = z.object({
  kind: z.string(),
  metadata: z.object({ continue: z.string().default('') }).prefault({}),
  items: z
    .array(z.unknown())
    .nullish()
    .transform((items) => items ?? []),
});

/** @throws Unanswered if this question stays open, UserError if all do */
export async function find(question: Question, line: Line): Promise<Found> {
  if (!isPossible(question)) return { objects: [], isTruncated: false };
  if (question.verb === 'get') return findOne(question, line);
  try {
    return await findAll(question, line);
  } catch (error) {
    if (!isExpired(error)) throw error;
    return findAll(question, line);
  }
}

/** 410: the list has become too old for its next page. Half of one list and half of another is none. */
function isExpired(error: unknown): boolean {
  return error instanceof Unanswered && error.words.status === 410;
}

async function findOne(question: Question, line: Line): Promise<Found> {
  const json = await call(question, question.path, line);
  if (json === undefined) return { objects: [], isTruncated: false };
  const { kind } = servedAs(question.query.kind);
  const isIt = 'kind' in Object(json) && Object(json).kind === kind;
  if (!isIt) throw strange(question, line);
  return { objects: [parseOne(json, question)], isTruncated: false, ...wholeOf(json, question) };
}

/** Of a Secret that would be its content, which goes no further than its schema. */
function wholeOf(json: unknown, { query }: Question): { whole?: JsonObject } {
  if (!query.isWhole) return {};
  if (query.kind === 'secrets') throw new Error('a Secret is not kept whole');
  return { whole: json as JsonObject };
}

async function findAll(question: Question, line: Line): Promise<Found> {
  const { kind, limit = Number.POSITIVE_INFINITY } = question.query;
  const objects: ObjectOf<Kind>[] = [];
  let next = '';
  do {
    const size = Math.min(PAGE, Math.max(1, limit - objects.length));
    const json = await call(question, pagePath(question, size, next), line);
    const page = Page.safeParse(json).data;
    if (page?.kind !== `${servedAs(kind).kind}List`) throw strange(question, line);
    objects.push(...(await parseAll(page.items, question)));
    next = page.metadata.continue;
  } while (next !== '' && objects.length < limit);
  return { objects: objects.slice(0, limit), isTruncated: next !== '' || objects.length > limit };
}

/** A page may take a third of a second: others' answers and time limits get a turn in between. */
async function parseAll(items: readonly unknown[], question: Question): Promise<ObjectOf<Kind>[]> {
  const objects: ObjectOf<Kind>[] = [];
  for (const item of items) {
    if (objects.length % 100 === 99) await turn();
    objects.push(parseOne(item, question));
  }
  return objects;
}

function pagePath({ path, parameters }: Question, size: number, next: string): string {
  const page = { ...parameters, limit: String(size), ...(next ? { continue: next } : {}) };
  return `${path}?${new URLSearchParams(page)}`;
}

function parseOne(item: unknown, { query, words }: Question): ObjectOf<Kind> {
  const parsed = kinds[query.kind].schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'the object';
  const what = `${nameOf(item)} is not as expected: ${field}: ${issue?.message}`;
  const message = visible(`${words}: ${what}`);
  throw new Unanswered({ reason: 'unreachable', message }, { cause: parsed.error });
}

const Named = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
});

function nameOf(item: unknown): string {
  const { name, namespace } = Named.safeParse(item).data?.metadata ?? { name: '(without a name)' };
  return namespace ? `${namespace}/${name}` : name;
}

function strange(question: Question, { connection }: Line): Error {
  const answer = { status: 200, contentType: 'another kind of object', body: '' };
  return notKubernetes(answer, question, connection.place);
}
