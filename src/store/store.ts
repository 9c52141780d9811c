/**
 * What outlives a Job: claims, records, journal entries. Only single-item conditional writes, because
 * that is what decides races on DynamoDB and on SQLite alike.
 */
export interface Entry<T = unknown> {
  key: string;
  value: T;
  /** Changes with every write; `replace` compares it. */
  revision: string;
}

export interface WriteOptions {
  /** Seconds until the entry no longer exists for any reader; absent: it stays. */
  ttl?: number;
}

export interface Store {
  /** undefined if absent or expired. Values are JSON and come back as deep copies. */
  get(key: string): Promise<Entry | undefined>;
  /** false if the key is present and not expired; of many at once exactly one gets true. */
  insert(key: string, value: unknown, options?: WriteOptions): Promise<boolean>;
  /** false if the entry changed, expired or vanished since it was read. */
  replace(read: Entry, value: unknown, options?: WriteOptions): Promise<boolean>;
  /** Entries whose key begins with the prefix, in key order, from `after` (exclusive) on. */
  list(prefix: string, options?: { after?: string; limit?: number }): Promise<Entry[]>;
  close(): Promise<void>;
}
