/** Request bodies: an object of the kind the path is for, or the error a real decoder gives. */
import { parse as parseYaml } from 'yaml';
import type { Call } from './cluster.ts';
import { duplicateFields } from './duplicate-fields.ts';
import { tellFields } from './field-validation.ts';
import { parseGoJson } from './go-json.ts';
import { apiVersionOf, type Resource } from './resources.ts';
import { decode } from './schema/decode.ts';
import { typeOf } from './schema/type-of.ts';
import { badRequest, unsupportedMediaType } from './status.ts';
import type { KubeObject } from './storage.ts';

export interface ExpectedKind {
  group: string;
  version: string;
  kind: string;
  custom?: Resource['custom'];
}

const readers: Record<string, (body: Buffer) => unknown> = {
  'application/json': parseGoJson,
  'application/yaml': (body) => parseYaml(body.toString('utf8')),
};

export function mediaType({ headers }: Call): string {
  const [type = ''] = String(headers['content-type'] ?? 'application/json').split(';');
  return type.trim().toLowerCase();
}

/** The beginning of what could not be read, as part of the error. */
function summary(body: Buffer): string {
  if (body.length === 0) return '<empty>';
  const text = body.toString('utf8');
  const shown = text.startsWith('{') ? text : body.toString('hex');
  return shown.length > 30 ? `${shown.slice(0, 30)} ...` : shown;
}

export const messageOf = (error: unknown) =>
  error instanceof Error ? error.message : String(error);

const unrecognized = (kind: string, why: string, body: Buffer) =>
  badRequest(
    `the object provided is unrecognized (must be of type ${kind}): ${why} (${summary(body)})`,
  );

function parse(call: Call, kind: string): Partial<KubeObject> {
  const read = readers[mediaType(call)];
  if (!read) throw unsupportedMediaType(Object.keys(readers));
  try {
    return Object(read(call.body));
  } catch (error) {
    const why = `couldn't get version/kind; json parse error: ${messageOf(error)}`;
    throw unrecognized(kind, why, call.body);
  }
}

/** An empty body, or one without kind or apiVersion, is taken for what the path is for. */
export function readBody(call: Call, expected: ExpectedKind): KubeObject {
  const apiVersion = apiVersionOf(expected);
  const value = call.body.length === 0 ? {} : parse(call, expected.kind);
  const given = { apiVersion: value.apiVersion ?? apiVersion, kind: value.kind ?? expected.kind };
  if (given.apiVersion !== apiVersion) {
    throw badRequest(
      `the API version in the data (${given.apiVersion}) does not match the expected API ` +
        `version (${apiVersion})`,
    );
  }
  if (given.kind !== expected.kind) {
    throw badRequest(
      `${given.kind} in version "${expected.version}" cannot be handled as a ${expected.kind}: ` +
        `no kind "${given.kind}" is accepted here`,
    );
  }
  return decodeBody(call, expected, { ...value, ...given });
}

function decodeBody(call: Call, expected: ExpectedKind, given: object): KubeObject {
  const { kind, version } = expected;
  const refuse = (why: string) =>
    badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`);
  const { value, unknown, mismatch } = decode(typeOf(expected), { ...given });
  if (mismatch) throw refuse(mismatch.json);
  const isJson = call.body.length > 0 && mediaType(call) === 'application/json';
  const duplicate = isJson ? duplicateFields(call.body.toString('utf8')) : [];
  tellFields(call, { unknown, duplicate }, refuse);
  const object = value as KubeObject;
  return { ...object, metadata: object.metadata ?? { name: '' } };
}
