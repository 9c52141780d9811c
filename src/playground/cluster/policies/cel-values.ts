/** JSON as CEL sees it: whole numbers are integers, objects are maps. */
import type { CelInput } from '@bufbuild/cel';

export function celValueOf(json: unknown): CelInput {
  if (Array.isArray(json)) return json.map(celValueOf);
  if (typeof json === 'object' && json !== null) {
    const fields = Object.entries(json).filter(([, value]) => value !== undefined);
    return new Map(fields.map(([key, value]) => [key, celValueOf(value)]));
  }
  if (typeof json === 'number') return Number.isInteger(json) ? BigInt(json) : json;
  if (typeof json === 'string' || typeof json === 'boolean') return json;
  return null;
}
