/** Reads scenario files: several YAML documents each, the first of which may say what it builds on. */
import { existsSync, readFileSync } from 'node:fs';
import { isMap, LineCounter, parseAllDocuments } from 'yaml';
import type { KubeObject } from './storage.ts';

/** Something a person who writes scenarios can mend. */
export class ScenarioError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(`${message}\n${hint}`);
    this.name = 'ScenarioError';
    this.hint = hint;
  }
}

export interface ObjectName {
  kind: string;
  namespace?: string;
  name: string;
}

export interface ObjectPatch extends ObjectName {
  /** A JSON merge patch (RFC 7386): null removes. */
  merge: Record<string, unknown>;
}

/** What a checklist has to say of this cluster; read by the tests. */
export interface Expectation {
  /** The line that asks, such as `check redis -n shop`. */
  ask: string;
  /** Ids, in the order of the report; [] where all is well. */
  rootCauses: string[];
  /** Ids of further findings that are no root cause. */
  warnings?: string[];
  consequences?: string[];
}

export interface ScenarioHead {
  description?: string;
  expect?: Expectation[];
  extends?: string | string[];
  delete?: ObjectName[];
  patch?: ObjectPatch[];
}

/** An object and where it was written, for messages. */
export interface Written {
  object: KubeObject;
  place: string;
}

export interface ScenarioFile {
  head: ScenarioHead;
  objects: Written[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const expectations: [expected: string, holds: (value: Record<string, unknown>) => boolean][] = [
  ['apiVersion (text)', (value) => typeof value.apiVersion === 'string'],
  ['kind (text)', (value) => typeof value.kind === 'string'],
  [
    'metadata.name (text)',
    ({ metadata }) => isRecord(metadata) && typeof metadata.name === 'string',
  ],
];

function checkedObject(value: unknown, place: string): KubeObject {
  if (!isRecord(value)) throw new ScenarioError(`${place}: not an object`, 'expected a mapping');
  const missing = expectations.find(([, holds]) => !holds(value));
  if (missing) throw new ScenarioError(`${place}: incomplete object`, `expected ${missing[0]}`);
  return value as unknown as KubeObject;
}

const headKeys = ['description', 'expect', 'extends', 'delete', 'patch'];

function checkedHead(value: unknown, place: string): ScenarioHead {
  const unknown = isRecord(value)
    ? Object.keys(value).find((key) => !headKeys.includes(key))
    : 'nothing';
  if (unknown === undefined) return value as ScenarioHead;
  throw new ScenarioError(
    `${place}: "scenario" has ${unknown}`,
    `expected some of ${headKeys.join(', ')}`,
  );
}

export function readScenarioFile(path: string): ScenarioFile {
  if (!existsSync(path)) throw new ScenarioError(`${path}: no such file`, 'check the path');
  const lines = new LineCounter();
  const documents = parseAllDocuments(readFileSync(path, 'utf8'), { lineCounter: lines });
  const file: ScenarioFile = { head: {}, objects: [] };
  if (!Array.isArray(documents)) return file;
  for (const document of documents) {
    const [error] = document.errors;
    if (error) {
      const line = lines.linePos(error.pos[0]).line;
      const [what = ''] = error.message.split('\n');
      throw new ScenarioError(`${path}:${line}: ${what}`, 'expected valid YAML');
    }
    if (document.contents === null) continue;
    const place = `${path}:${lines.linePos(document.contents.range[0]).line}`;
    const value: unknown = document.toJS();
    if (isMap(document.contents) && document.contents.has('scenario')) {
      file.head = checkedHead((value as { scenario: unknown }).scenario, place);
    } else {
      file.objects.push({ object: checkedObject(value, place), place });
    }
  }
  return file;
}
