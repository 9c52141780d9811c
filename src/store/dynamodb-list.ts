/** The entries under a prefix: one Query where the prefix names a partition. */
import { type DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { named } from './dynamodb-failures.ts';
import { type Item, isThere, partitionOf, toEntry, toKey } from './dynamodb-items.ts';
import type { Entry } from './store.ts';

interface Place {
  client: DynamoDBClient;
  table: string;
  now: Date;
}

interface Wanted {
  prefix: string;
  after: string;
  /** Infinity: all. */
  most: number;
}

interface Page {
  Items?: Item[] | undefined;
  LastEvaluatedKey?: Item | undefined;
}
type ReadPage = (start: Item | undefined) => Promise<Page>;

export async function listItems(place: Place, wanted: Wanted): Promise<Entry[]> {
  const { prefix, after, most } = wanted;
  const isPast = !after.startsWith(prefix) && inBytes(after, prefix) > 0;
  if (isPast) return [];
  const partition = partitionOf(prefix);
  if (partition === undefined) return acrossPartitions(place, wanted);
  const read = queryPages(place, partition, wanted);
  // To begin outside of what is asked for is refused by DynamoDB; a key that is not there is fine.
  const start = after.startsWith(prefix) ? toKey(after) : undefined;
  const found = await collect(read, start, (item) => isThere(item, place.now), most);
  return found.map(toEntry);
}

/**
 * A prefix without a slash may begin keys of every partition, in no order that DynamoDB knows: the
 * whole table is read. For a look at a small table; nothing that answers a question asks like this.
 */
async function acrossPartitions(place: Place, { prefix, after, most }: Wanted): Promise<Entry[]> {
  const { client, table, now } = place;
  const read: ReadPage = (start) =>
    named(`list ${prefix || 'everything'} in table ${table}`, () =>
      client.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: start }),
      ),
    );
  const isWanted = (item: Item) =>
    isThere(item, now) && keyOf(item).startsWith(prefix) && inBytes(keyOf(item), after) > 0;
  const found = await collect(read, undefined, isWanted, Number.POSITIVE_INFINITY);
  return found
    .sort((a, b) => inBytes(keyOf(a), keyOf(b)))
    .slice(0, most)
    .map(toEntry);
}

function queryPages({ client, table }: Place, partition: string, { prefix }: Wanted): ReadPage {
  const input = {
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: '#partition = :partition AND begins_with(#key, :prefix)',
    ExpressionAttributeNames: { '#partition': 'partition', '#key': 'key' },
    ExpressionAttributeValues: { ':partition': { S: partition }, ':prefix': { S: prefix } },
  };
  return (start) =>
    named(`list ${prefix} in table ${table}`, () =>
      client.send(new QueryCommand({ ...input, ExclusiveStartKey: start })),
    );
}

/** Page by page, until there are enough; expired ones do not count. */
async function collect(
  read: ReadPage,
  start: Item | undefined,
  isWanted: (item: Item) => boolean,
  most: number,
): Promise<Item[]> {
  const found: Item[] = [];
  let from = start;
  do {
    const { Items = [], LastEvaluatedKey } = await read(from);
    found.push(...Items.filter(isWanted));
    from = LastEvaluatedKey;
  } while (from && found.length < most);
  return found.slice(0, Number.isFinite(most) ? most : undefined);
}

const keyOf = ({ key }: Item) => key?.S ?? '';

const inBytes = (one: string, other: string) =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));
