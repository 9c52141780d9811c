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

/** The table's rule of what exists: its own clean-up may come days after the time. */
const GONE = 'attribute_not_exists(#key) OR #expires <= :now';
const UNCHANGED = '#revision = :read AND (attribute_not_exists(#expires) OR #expires > :now)';

export function createDynamoStore(options: DynamoStoreOptions): Store {
  const { table, endpoint, now = () => new Date() } = options;
  let own: DynamoDBClient | undefined;
  let isClosed = false;
  const open = (): DynamoDBClient => {
    if (isClosed) throw new Error(`store: the table ${table} is closed`);
    own ??= options.client ?? new DynamoDBClient({ ...patience, ...(endpoint && { endpoint }) });
    return own;
  };

  async function read(key: string): Promise<Item | undefined> {
    const input = { TableName: table, Key: toKey(checkKey(key)), ConsistentRead: true };
    const { Item } = await named(`get ${key} from table ${table}`, () =>
      open().send(new GetItemCommand(input)),
    );
    return Item;
  }

  /** @returns false if the condition does not hold */
  async function write(verb: string, wanted: Wanted, condition: Condition): Promise<boolean> {
    const { key, value, ttl } = wanted;
    const [moment, revision] = [now(), randomUUID()];
    const json = encode(checkKey(key), value);
    const Item = toItem({ key, json, revision, expires: expiry(ttl, moment) });
    const input = { TableName: table, Item, ...toExpression(condition, moment) };
    try {
      await named(`${verb} ${key} in table ${table}`, () => open().send(new PutItemCommand(input)));
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // The first try may have been written and only its answer lost: then we lost to ourselves.
      if ((error.$metadata.attempts ?? 1) === 1) return false;
      return (await read(key))?.revision?.S === revision;
    }
  }

  return {
    async get(key) {
      const item = await read(key);
      return item && isThere(item, now()) ? toEntry(item) : undefined;
    },
    insert: (key, value, { ttl } = {}) =>
      write('insert', { key, value, ttl }, { expression: GONE, names: ['key', 'expires'] }),
    replace: ({ key, revision }, value, { ttl } = {}) =>
      write(
        'replace',
        { key, value, ttl },
        { expression: UNCHANGED, names: ['revision', 'expires'], read: revision },
      ),
    async list(prefix, { after = '', limit } = {}) {
      const most = limit === undefined ? Number.POSITIVE_INFINITY : checkLimit(limit);
      return listItems({ client: open(), table, now: now() }, { prefix, after, most });
    },
    async close() {
      isClosed = true;
      if (!options.client) own?.destroy();
    },
  };
}

interface Wanted {
  key: string;
  value: unknown;
  ttl: number | undefined;
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
