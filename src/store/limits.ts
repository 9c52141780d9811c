/**
 * What every store accepts, so that nothing works on the embedded one and fails on DynamoDB. Breaking
 * these is a bug of the caller, not something a person could mend: plain errors, not UserErrors.
 */

/** UTF-8 bytes of JSON. An item of DynamoDB holds 400 KB = 409,600 bytes with its key and names. */
export const MAX_VALUE_BYTES = 400_000;
/** UTF-8 bytes: the limit of a sort key of DynamoDB. */
export const MAX_KEY_BYTES = 1024;

/** @throws RangeError for a key that is empty, too long, or half a surrogate pair */
export function checkKey(key: string): string {
  if (key === '' || Buffer.byteLength(key) > MAX_KEY_BYTES || !key.isWellFormed()) {
    const shown = JSON.stringify(key.slice(0, 80));
    throw new RangeError(
      `store: a key has 1 to ${MAX_KEY_BYTES} bytes of valid text, not ${shown}`,
    );
  }
  return key;
}

/** @throws TypeError for what is no JSON (undefined, a circle), RangeError for what is too large */
export function encode(key: string, value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`store: the value of ${key} is no JSON`);
  const size = Buffer.byteLength(json);
  if (size > MAX_VALUE_BYTES) {
    const limit = `an entry holds ${MAX_VALUE_BYTES}`;
    throw new RangeError(`store: the value of ${key} has ${size} bytes as JSON, ${limit}`);
  }
  return json;
}

/** The moment (ms since 1970) from which on the entry no longer exists; null: it stays. */
export function expiry(ttl: number | undefined, now: Date): number | null {
  if (ttl === undefined) return null;
  if (!(ttl > 0 && ttl < Number.MAX_SAFE_INTEGER / 1000)) {
    throw new RangeError(`store: ttl is a number of seconds above 0, not ${ttl}`);
  }
  return Math.ceil(now.getTime() + ttl * 1000);
}

/** @throws RangeError */
export function checkLimit(limit: number): number {
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new RangeError(`store: limit is a whole number above 0, not ${limit}`);
}
