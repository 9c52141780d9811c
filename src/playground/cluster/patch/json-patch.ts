/**
 * JSON Patch (RFC 6902) as a Kubernetes API server applies it: `replace` of a member that is
 * absent adds it, and whatever does not apply is 422 without saying which operation it was.
 */
import { applyPatch, type Operation, Pointer } from 'rfc6902';
import { ApiError } from '../status.ts';
import { type PatchType, parsePatch, wrongType } from './patch.ts';

const rejected = () =>
  new ApiError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );

/** Members of objects may be absent; elements of lists may not. */
function isMember(object: unknown, path: string): boolean {
  const { parent } = Pointer.fromJSON(path).evaluate(object);
  return typeof parent === 'object' && parent !== null && !Array.isArray(parent);
}

function apply(object: unknown, operation: Operation): void {
  const isAdding = operation.op === 'replace' && isMember(object, operation.path);
  const one: Operation = isAdding ? { ...operation, op: 'add' } : operation;
  const [problem] = applyPatch(object, [one]);
  if (problem) throw rejected();
}

export const jsonPatch: PatchType = {
  mediaType: 'application/json-patch+json',
  takes: () => true,
  read(body) {
    const operations = parsePatch(body);
    if (!Array.isArray(operations)) throw wrongType(operations, '[]handlers.jsonPatchOp');
    return (current) => {
      const object = structuredClone(current);
      for (const operation of operations as Operation[]) {
        if (typeof operation?.path !== 'string') throw rejected();
        apply(object, operation);
      }
      return object;
    };
  },
};
