/**
 * The Store on one DynamoDB table, `infra/aws/table.yml`. Every write is one conditional item, so the
 * table decides a race; every read is consistent. Region, credentials and endpoint are the SDK's to
 * find (AWS_REGION, AWS_ENDPOINT_URL_DYNAMODB, …).
 */
import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { named } from './dynamodb-failures.ts';
import { type Item, isThere, toEntry, toItem, toKey } from './dynamodb-items.ts';
import { listItems } from './dynamodb-list.ts';
import { checkKey, checkLimit, encode, expiry } from './limits.ts';
import type { Store } from './store.ts';

export interface DynamoStoreOptions {
  table: string;
  /** Absent: one is made at the first use, and closed with the store. */
  client?: DynamoDBClient;
  /** Beside what the environment says; for a table of one's own. */
  endpoint?: string;
  /** Decides what has expired. */
  now?: () => Date;
}

/** A table answers within 10 ms; what takes 2 s is a network that has lost something. */
const patience = {
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 1000,
    requestTimeout: 2000,
    throwOnRequestTimeout: true,
  },
};

/** What has expired is gone for us at once; the table's own clean-up may come days later. */
const GONE: Condition = {
  expression: 'attribute_not_exists(#key) OR #expires <= :now',
  names: ['key', 'expires'],
};
const unchanged = (revision: string): Condition => ({
  expression: '#revision = :read AND (attribute_not_exists(#expires) OR #expires > :now)',
  names: ['revision', 'expires'],
  read: revision,
});

export function createDynamoStore(options: DynamoStoreOptions): Store {
  const { table, now = () => new Date() } = options;
  const door = createDoor(options);
  return {
    async get(key) {
      const item = await read(door, key);
      return item && isThere(item, now()) ? toEntry(item) : undefined;
    },
    insert: (key, value, { ttl } = {}) =>
      write(door, { verb: 'insert', key, value, ttl, now: now() }, GONE),
    replace: ({ key, revision }, value, { ttl } = {}) =>
      write(door, { verb: 'replace', key, value, ttl, now: now() }, unchanged(revision)),
    async list(prefix, { after = '', limit } = {}) {
      const most = limit === undefined ? Number.POSITIVE_INFINITY : checkLimit(limit);
      return listItems({ client: door.open(), table, now: now() }, { prefix, after, most });
    },
    close: async () => door.close(),
  };
}

interface Door {
  table: string;
  open(): DynamoDBClient;
  close(): void;
}

function createDoor({ table, client, endpoint }: DynamoStoreOptions): Door {
  let own: DynamoDBClient | undefined;
  let isClosed = false;
  return {
    table,
    open() {
      if (isClosed) throw new Error(`store: the table ${table} is closed`);
      own ??= client ?? new DynamoDBClient({ ...patience, ...(endpoint && { endpoint }) });
      return own;
    },
    close() {
      isClosed = true;
      if (!client) own?.destroy();
    },
  };
}

async function read({ table, open }: Door, key: string): Promise<Item | undefined> {
  const input = { TableName: table, Key: toKey(checkKey(key)), ConsistentRead: true };
  const get = new GetItemCommand(input);
  const { Item } = await named(`get ${key} from table ${table}`, () => open().send(get));
  return Item;
}

/** @returns false if the condition does not hold */
async function write(door: Door, wanted: Wanted, condition: Condition): Promise<boolean> {
  const { table, open } = door;
  const { verb, key, value, ttl, now } = wanted;
  const revision = randomUUID();
  const json = encode(checkKey(key), value);
  const Item = toItem({ key, json, revision, expires: expiry(ttl, now) });
  const put = new PutItemCommand({ TableName: table, Item, ...toExpression(condition, now) });
  try {
    await named(`${verb} ${key} in table ${table}`, () => open().send(put));
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // The first try may have been written and only its answer lost: then we lost to ourselves.
    if ((error.$metadata.attempts ?? 1) === 1) return false;
    return (await read(door, key))?.revision?.S === revision;
  }
}

interface Wanted {
  verb: 'insert' | 'replace';
  key: string;
  value: unknown;
  ttl: number | undefined;
  now: Date;
}

interface Condition {
  expression: string;
  /** Attributes it mentions, as `#name`. */
  names: readonly string[];
  /** The revision that has to be there still. */
  read?: string;
}

function toExpression({ expression, names, read }: Condition, now: Date) {
  return {
    ConditionExpression: expression,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ':now': { N: String(now.getTime() / 1000) },
      ...(read !== undefined && { ':read': { S: read } }),
    },
  } satisfies Partial<PutItemCommandInput>;
}
