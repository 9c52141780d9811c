/**
 * The Store on SQLite, in memory or in one file that several processes of a machine may share. Each
 * conditional write is one statement, so SQLite's own lock decides a race.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { checkKey, checkLimit, encode, expiry } from './limits.ts';
import type { Entry, Store } from './store.ts';

const IN_MEMORY = ':memory:';
/** How long a write waits for another process's; more means that process hangs. */
const BUSY_MS = 5000;
/** Expired entries are invisible anyway: sweeping only keeps the file small. */
const WRITES_PER_SWEEP = 500;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries
    (key TEXT PRIMARY KEY, value TEXT NOT NULL, revision TEXT NOT NULL, expires INTEGER);
  CREATE INDEX IF NOT EXISTS expiring ON entries (expires) WHERE expires IS NOT NULL;`;

const GET = `
  SELECT key, value, revision FROM entries
  WHERE key = :key AND (expires IS NULL OR expires > :now)`;
const INSERT = `
  INSERT INTO entries (key, value, revision, expires) VALUES (:key, :value, :revision, :expires)
  ON CONFLICT (key) DO UPDATE
    SET value = excluded.value, revision = excluded.revision, expires = excluded.expires
    WHERE entries.expires <= :now`;
const REPLACE = `
  UPDATE entries SET value = :value, revision = :revision, expires = :expires
  WHERE key = :key AND revision = :read AND (expires IS NULL OR expires > :now)`;
const LIST = `
  SELECT key, value, revision FROM entries
  WHERE key >= :prefix AND key > :after AND (expires IS NULL OR expires > :now)
  ORDER BY key`;
const SWEEP = 'DELETE FROM entries WHERE expires <= :now';

export interface EmbeddedStoreOptions {
  /** Made with its folders if it is not there; readable by its owner only. */
  path?: string;
  /** Decides what has expired. */
  now?: () => Date;
}

/** @throws Error if the file cannot be opened or is no database */
export function createEmbeddedStore(options: EmbeddedStoreOptions = {}): Store {
  const { path = IN_MEMORY, now = () => new Date() } = options;
  const database = open(path);
  const [get, insert, replace] = [prepare(GET), prepare(INSERT), prepare(REPLACE)];
  const [list, sweep] = [prepare(LIST), prepare(SWEEP)];
  let writes = 0;

  function prepare(sql: string) {
    return database.prepare(sql);
  }
  function write(statement: typeof insert, parameters: Record<string, SQLInputValue>): boolean {
    if (writes++ % WRITES_PER_SWEEP === 0) sweep.run({ now: now().getTime() });
    return statement.run({ ...parameters, revision: randomUUID() }).changes === 1;
  }
  function row(key: string, value: unknown, ttl: number | undefined) {
    const moment = now();
    const entry = { key: checkKey(key), value: encode(key, value) };
    return { ...entry, expires: expiry(ttl, moment), now: moment.getTime() };
  }

  return {
    async get(key) {
      const found = get.get({ key: checkKey(key), now: now().getTime() });
      return found && entryOf(found);
    },
    async insert(key, value, { ttl } = {}) {
      return write(insert, row(key, value, ttl));
    },
    async replace(read, value, { ttl } = {}) {
      return write(replace, { ...row(read.key, value, ttl), read: read.revision });
    },
    async list(prefix, { after = '', limit } = {}) {
      const wanted = limit === undefined ? Number.POSITIVE_INFINITY : checkLimit(limit);
      const entries: Entry[] = [];
      for (const found of list.iterate({ prefix, after, now: now().getTime() })) {
        // Keys come in order, so the first one without the prefix ends those that have it.
        if (!String(found.key).startsWith(prefix)) break;
        entries.push(entryOf(found));
        if (entries.length === wanted) break;
      }
      return entries;
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

/** Bytes of UTF-8 decide the order of keys, as on DynamoDB: BINARY is SQLite's default collation. */
function open(path: string): DatabaseSync {
  const file = path === IN_MEMORY ? path : resolve(path);
  try {
    if (file !== IN_MEMORY) {
      mkdirSync(dirname(file), { recursive: true });
      closeSync(openSync(file, 'a', 0o600));
    }
    const database = new DatabaseSync(file, { timeout: BUSY_MS });
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${SCHEMA}`);
    return database;
  } catch (cause) {
    throw new Error(`open the store ${file}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

function entryOf(row: Record<string, SQLOutputValue>): Entry {
  const { key, value, revision } = row;
  return { key: String(key), value: JSON.parse(String(value)), revision: String(revision) };
}
