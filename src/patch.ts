/**
 * A Patch: one change of one object, as data, so that it can be shown, hashed and approved before it is
 * applied. JSON Patch (RFC 6902); a `test` on every old value it relies on is what protects the write:
 * a `replace` of a path that does not exist is answered with 200, and adds it.
 */
import type { Json, JsonObject } from './json.ts';
import type { Kind } from './objects/registry.ts';
import type { Permission } from './snapshot.ts';

export type { Json, JsonObject } from './json.ts';

export type PatchOperation = {
  op: 'test' | 'replace' | 'add';
  /** A JSON Pointer (RFC 6901). */
  path: string;
  value: Json;
};

export interface ObjectPlace {
  kind: Kind;
  namespace: string;
  name: string;
}

export interface Patch extends ObjectPlace {
  operations: readonly PatchOperation[];
}

/**
 * What became of a Patch. drifted: a `test` did not hold, or the object is gone · refused: RBAC said no ·
 * denied: an admission policy, a webhook or the kind's own validation did · failed: it was not written,
 * for another reason · unclear: no answer was heard, so that it may or may not have been written.
 */
export type Applied =
  | { kind: 'applied'; object: JsonObject }
  | {
      kind: 'drifted' | 'refused' | 'denied' | 'failed' | 'unclear';
      /** The API server's or the network's own words. */
      message: string;
      /** What was missing, where it was refused. */
      permission?: Permission;
    };
