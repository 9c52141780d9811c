import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDynamoStore } from '../../src/store/dynamodb.ts';
import { noPauses } from '../no-pauses.ts';
import { type Fate, startProxy, type Way } from '../proxy.ts';
import { storeContract } from './store.contract.ts';
import { startTables, type TableServer, tableProperties, testAccess } from './table.ts';

noPauses();

let tables: TableServer;
let proxy: Way;
let client: DynamoDBClient;
let made = 0;

beforeAll(async () => {
  tables = await startTables();
  proxy = await startProxy(tables.endpoint);
  client = new DynamoDBClient({ ...testAccess, endpoint: tables.endpoint });
});
afterEach(() => {
  proxy.decide = () => 'pass';
  vi.unstubAllEnvs();
});
afterAll(async () => {
  client.destroy();
  await proxy.close();
  await tables.close();
});

async function newTable(): Promise<string> {
  const table = `table-${made++}`;
  await tables.create(table);
  return table;
}

storeContract('the store on DynamoDB', async (now) =>
  createDynamoStore({ table: await newTable(), client, now }),
);

/** One that finds everything in the environment, as on Lambda, and meets the proxy there. */
async function fromEnvironment() {
  vi.stubEnv('AWS_REGION', testAccess.region);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', proxy.url);
  return createDynamoStore({ table: await newTable() });
}

/** Gives the next requests these fates; the ones after pass. */
function next(...fates: Fate[]): string[] {
  const actions: string[] = [];
  proxy.decide = ({ action }) => {
    actions.push(action);
    return fates.shift() ?? 'pass';
  };
  return actions;
}

const refused = (name: string, status = 400): Fate => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'No.' }),
});
const always = (fate: Fate) => Array.from({ length: 20 }, () => fate);

describe('the store on DynamoDB', () => {
  it.each(['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL'])('follows %s', async (variable) => {
    const store = await fromEnvironment();
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', undefined);
    vi.stubEnv(variable, proxy.url);
    const actions = next();
    expect(await store.insert('a', 1)).toBe(true);
    expect(actions).toEqual(['PutItem']);
    await store.close();
  });

  it('needs nothing of AWS before its first use', async () => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) {
      vi.stubEnv(name, undefined);
    }
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
    const store = createDynamoStore({ table: 'none' });
    await expect(store.get('a')).rejects.toThrow('get a from table none: Region is missing');
    await store.close();
  });

  it('queries where a prefix names a segment, and reads the table only where none does', async () => {
    const store = await fromEnvironment();
    await store.insert('job/1', 1);
    const actions = next();
    await store.list('job/');
    await store.list('job/1', { after: 'job/0', limit: 3 });
    await store.list('job');
    expect(actions).toEqual(['Query', 'Query', 'Scan']);
    await store.close();
  });

  it('marks for the table when an entry may be tidied up, in whole seconds, never too early', async () => {
    const table = await newTable();
    const store = createDynamoStore({ table, client, now: () => new Date(1_700_000_000_001) });
    await store.insert('job/1', 1, { ttl: 60 });
    const Key = { partition: { S: 'job/' }, key: { S: 'job/1' } };
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key }));
    expect(Item?.expires).toEqual({ N: '1700000061' });
    expect(tableProperties().TimeToLiveSpecification.AttributeName).toBe('expires');
  });

  it.each(['ProvisionedThroughputExceededException', 'ThrottlingException'])(
    'tries again after %s',
    async (name) => {
      const store = await fromEnvironment();
      const actions = next(refused(name), refused(name));
      expect(await store.insert('a', 1)).toBe(true);
      expect(actions).toEqual(['PutItem', 'PutItem', 'PutItem']);
      await store.close();
    },
  );

  it.each([
    ['ThrottlingException', 400],
    ['ProvisionedThroughputExceededException', 400],
    ['InternalServerError', 500],
  ])('gives up on %s after three tries, and says on what', async (name, status) => {
    const store = await fromEnvironment();
    const actions = next(...always(refused(name, status)));
    const words = `DynamoDB is too busy (${name}, after 3 tries)`;
    const calls = [store.insert('job/1', 1), store.get('job/1'), store.list('job/')];
    const [insert, get, list] = await Promise.allSettled(calls);
    expect(insert).toMatchObject({
      reason: { message: expect.stringMatching(/^insert job\/1 in table table-\d+: /) },
    });
    for (const one of [insert, get, list]) {
      expect(one).toMatchObject({ reason: { message: expect.stringContaining(words) } });
    }
    expect(actions).toHaveLength(9);
    await store.close();
  });

  it('does not try again what cannot work, and keeps the cause', async () => {
    const store = await fromEnvironment();
    const actions = next(refused('AccessDeniedException'));
    const failure = await store.get('job/1').catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: expect.stringMatching(/^get job\/1 from table .*: No\. \(AccessDeniedException\)$/),
      cause: { name: 'AccessDeniedException' },
    });
    expect(actions).toHaveLength(1);
    await store.close();
  });

  it('knows its own write again when only the answer was lost', async () => {
    const store = await fromEnvironment();
    next('answer lost');
    expect(await store.insert('a', 1)).toBe(true);
    const read = await store.get('a');
    next('answer lost');
    expect(read && (await store.replace(read, 2))).toBe(true);
    await store.insert('b', 'theirs');
    next('lost');
    expect(await store.insert('b', 'ours')).toBe(false);
    expect(await store.get('b')).toMatchObject({ value: 'theirs' });
    await store.close();
  });

  it('says which item is none of its own', async () => {
    const table = await newTable();
    const store = createDynamoStore({ table, client });
    const Item = { partition: { S: 'a' }, key: { S: 'a' } };
    await client.send(new PutItemCommand({ TableName: table, Item }));
    await expect(store.get('a')).rejects.toThrow('the item a of the table is none of ours');
  });
});
