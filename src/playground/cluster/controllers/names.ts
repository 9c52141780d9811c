/** Names that look generated and never change between runs: suffixes are hashes, not dice. */
import { hash32, stableText } from '../defaults/hash.ts';

/** The alphabet of generated names: no vowels, nothing easily misread (apimachinery `rand`). */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A template's hash as it appears in names and labels: decimal digits in the safe alphabet. */
export function templateHash(template: unknown): string {
  const digits = String(hash32(stableText(template)));
  return [...digits].map((digit) => alphabet[digit.charCodeAt(0) % alphabet.length]).join('');
}

/** Five characters, as after `generateName`. */
export function suffix(text: string): string {
  let rest = hash32(text);
  let result = '';
  for (let index = 0; index < 5; index += 1) {
    result += alphabet[rest % alphabet.length];
    rest = Math.floor(rest / alphabet.length);
  }
  return result;
}

/** `base` and a suffix from `seed`, moved on until the name is free. */
export function freeName(base: string, seed: string, taken: (name: string) => boolean): string {
  for (let attempt = 0; ; attempt += 1) {
    const name = `${base}${suffix(`${seed}#${attempt}`)}`;
    if (!taken(name)) return name;
  }
}
