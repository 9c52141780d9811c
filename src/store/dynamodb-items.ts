/**
 * How an entry lies in the table. The partition is the key's first segment with its slash (`job/`), so
 * that everything under a prefix that names one is together and in the order of the keys; the order
 * of DynamoDB is that of the bytes of UTF-8.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Entry } from './store.ts';

export type Item = Record<string, AttributeValue>;

export function toItem(entry: {
  key: string;
  json: string;
  revision: string;
  /** ms since 1970; null: it stays. */
  expires: number | null;
}): Item {
  const { key, json, revision, expires } = entry;
  return {
    ...toKey(key),
    value: { S: json },
    revision: { S: revision },
    // The table's clean-up wants whole seconds; rounded up, nothing is gone before its time.
    ...(expires !== null && { expires: { N: String(Math.ceil(expires / 1000)) } }),
  };
}

export function toKey(key: string): Item {
  return { partition: { S: partitionOf(key) ?? key }, key: { S: key } };
}

/** undefined if the text names no whole segment: keys that begin with it may be in any partition. */
export function partitionOf(text: string): string | undefined {
  const slash = text.indexOf('/');
  return slash < 0 ? undefined : text.slice(0, slash + 1);
}

export function isThere({ expires }: Item, now: Date): boolean {
  return expires?.N === undefined || Number(expires.N) * 1000 > now.getTime();
}

/** @throws Error for an item that somebody else wrote */
export function toEntry({ key, value, revision }: Item): Entry {
  if (key?.S === undefined || value?.S === undefined || revision?.S === undefined) {
    throw new Error(`store: the item ${key?.S} of the table is none of ours`);
  }
  return { key: key.S, value: JSON.parse(value.S), revision: revision.S };
}
