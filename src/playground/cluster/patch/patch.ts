/** What a patch type is: a media type, and a reader that turns a body into an edit. */

import type { ExpectedKind } from '../body.ts';
import { messageOf } from '../body.ts';
import { goTypeOf, parseGoJson } from '../go-json.ts';
import type { Resource } from '../resources.ts';
import { badRequest } from '../status.ts';
import type { KubeObject } from '../storage.ts';

/** Pure: returns a new object and leaves the one given as it is. */
export type Edit = (current: KubeObject) => KubeObject;

export interface PatchType {
  mediaType: string;
  takes(resource: Resource): boolean;
  /** Throws an ApiError when the body is no such patch; the edit throws when it does not apply. */
  read(body: Buffer, kind: ExpectedKind): Edit;
  /** Whether the result is read from JSON, or converted from the patched object as it is. */
  isConverted?: boolean;
}

export const undecodable = (why: string) => badRequest(`error decoding patch: ${why}`);

export function parsePatch(body: Buffer): unknown {
  try {
    return parseGoJson(body);
  } catch (error) {
    throw undecodable(messageOf(error));
  }
}

export const wrongType = (value: unknown, goType: string) =>
  undecodable(`json: cannot unmarshal ${goTypeOf(value)} into Go value of type ${goType}`);
