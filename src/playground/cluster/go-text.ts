/** A value as Go prints it with `%+v`: `map[spec:map[replicas:3]]`. */
import { isObject } from './schema/type.ts';

export function goText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (isObject(value)) {
    const keys = Object.keys(value).sort();
    return `map[${keys.map((key) => `${key}:${goText(value[key])}`).join(' ')}]`;
  }
  return value === null ? '<nil>' : String(value);
}
