/** A DynamoDB of one's own in memory, with the table that `infra/aws/table.yml` describes. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { parse } from 'yaml';
import * as z from 'zod';

const Attribute = z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) });
const Key = z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) });

/** What both CreateTable and CloudFormation call by the same names, and what only the latter has. */
const Template = z.strictObject({
  Resources: z.strictObject({
    Table: z.strictObject({
      Type: z.literal('AWS::DynamoDB::Table'),
      DeletionPolicy: z.literal('Retain'),
      UpdateReplacePolicy: z.literal('Retain'),
      Properties: z.strictObject({
        BillingMode: z.literal('PAY_PER_REQUEST'),
        AttributeDefinitions: z.array(Attribute),
        KeySchema: z.array(Key),
        TimeToLiveSpecification: z.strictObject({
          AttributeName: z.literal('expires'),
          Enabled: z.literal(true),
        }),
        PointInTimeRecoverySpecification: z.strictObject({
          PointInTimeRecoveryEnabled: z.literal(true),
        }),
        SSESpecification: z.strictObject({ SSEEnabled: z.literal(true) }),
        DeletionProtectionEnabled: z.literal(true),
      }),
    }),
  }),
});

export function tableProperties() {
  const path = new URL('../../infra/aws/table.yml', import.meta.url);
  return Template.parse(parse(readFileSync(path, 'utf8'))).Resources.Table.Properties;
}

export interface TableServer {
  endpoint: string;
  /** Makes a table; each test may have one of its own. */
  create(name: string): Promise<void>;
  close(): Promise<void>;
}

export const testAccess = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

export async function startTables(): Promise<TableServer> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({ ...testAccess, endpoint });
  const { BillingMode, AttributeDefinitions, KeySchema } = tableProperties();
  return {
    endpoint,
    async create(TableName) {
      const table = { TableName, BillingMode, AttributeDefinitions, KeySchema };
      await client.send(new CreateTableCommand(table));
      await waitUntilTableExists(
        { client, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.05 },
        { TableName },
      );
    },
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
