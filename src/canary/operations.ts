/** What the Patches of all providers are made of: tests of what was sent, and places to write to. */
import type { Json, JsonObject, PatchOperation } from '../patch.ts';
import type { CanaryRoute } from './provider.ts';

type Path = readonly (string | number)[];

/** A JSON Pointer (RFC 6901). */
export const pointer = (path: Path): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** undefined: it is not there. */
export function valueAt(whole: JsonObject, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined;
  }, whole);
}

/** It has to be as it was sent. */
export function tested(whole: JsonObject, path: Path): PatchOperation {
  const value = valueAt(whole, path);
  if (value === undefined) throw new Error(`the object has no ${pointer(path)} to test`);
  return { op: 'test', path: pointer(path), value };
}

/** It has to be the object that was read, and not one created anew under its name. */
export const testedUid = ({ object }: CanaryRoute): PatchOperation => ({
  op: 'test',
  path: '/metadata/uid',
  value: object.uid,
});

/** `add` replaces a weight that is there, and sets one that was left to the router's default. */
export function written(
  { sides }: CanaryRoute,
  weights: readonly number[],
  pathOf: (index: number) => Path,
): PatchOperation[] {
  return weights.flatMap((value, index): PatchOperation[] =>
    value === sides[index]?.weight ? [] : [{ op: 'add', path: pointer(pathOf(index)), value }],
  );
}
