import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { createDynamoStore } from '../../src/store/dynamodb.ts';
import { createEmbeddedStore } from '../../src/store/embedded.ts';
import { startTables, type TableServer, testAccess } from '../store/table.ts';
import { recordsContract } from './records.contract.ts';

let tables: TableServer;
let client: DynamoDBClient;
let made = 0;

beforeAll(async () => {
  tables = await startTables();
  client = new DynamoDBClient({ ...testAccess, endpoint: tables.endpoint });
});
afterAll(async () => {
  client.destroy();
  await tables.close();
});

recordsContract('the embedded store', (now) => createEmbeddedStore({ now }));
recordsContract('DynamoDB', async (now) => {
  const table = `table-${made++}`;
  await tables.create(table);
  return createDynamoStore({ table, client, now });
});
