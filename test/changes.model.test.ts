/**
 * Requests, clicks, deliveries that come again and deliveries that die, in any order: what holds all the
 * same. A failure names the seed and the path that repeat it, and every call in its order;
 * PORTOLAN_PROPERTY_RUNS says how often, for a longer look.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChangeRecord } from '../src/access/change.ts';
import { createDynamoStore } from '../src/store/dynamodb.ts';
import { createEmbeddedStore } from '../src/store/embedded.ts';
import { mistakes } from './changes/model/broken.ts';
import { type Flow, usual } from './changes/model/flow.ts';
import { wrongs } from './changes/model/invariants.ts';
import { anyScenario, play } from './changes/model/scenario.ts';
import type { MakeStore } from './store/store-at-hand.ts';
import { startTables, type TableServer, testAccess } from './store/table.ts';

const asked = Number(process.env.PORTOLAN_PROPERTY_RUNS) || undefined;

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

const embedded: MakeStore = (now) => createEmbeddedStore({ now });
const dynamo: MakeStore = async (now) => {
  const table = `table-${made++}`;
  await tables.create(table);
  return createDynamoStore({ table, client, now });
};

/** How often a change ended in which way. */
type Tally = Map<string, number>;

const holds = (flow: Flow, makeStore: MakeStore, tally: Tally = new Map()) =>
  fc.asyncProperty(anyScenario, fc.scheduler(), async (scenario, scheduler) => {
    const world = await play(scenario, { flow, makeStore, scheduler });
    const found = await wrongs(world);
    for (const { value } of await world.store.list('change/')) {
      const kind = ChangeRecord.parse(value).outcome?.kind ?? 'none';
      tally.set(kind, (tally.get(kind) ?? 0) + 1);
    }
    await world.store.close();
    if (found.length > 0) throw new Error(found.join('\n'));
  });

const everyEnd = ['applied', 'cancelled', 'expired', 'rejected', 'unclear', 'void'];

it.for<[where: string, makeStore: MakeStore, usualRuns: number]>([
  ['the embedded store', embedded, 400],
  ['DynamoDB', dynamo, 25],
])(
  'whatever happens on %s, a change is written at most once, by those who may, and has one visible end',
  { timeout: asked ? 0 : 60_000 },
  async ([where, makeStore, usualRuns], { annotate }) => {
    const [tally, runs, seed] = [new Map<string, number>(), asked ?? usualRuns, Date.now() | 0];
    await fc.assert(holds(usual, makeStore, tally), { numRuns: runs, seed });
    const ends = [...tally].map(([kind, times]) => `${times} ${kind}`).join(', ');
    await annotate(`${runs} runs on ${where} from seed ${seed}: ${ends}`);
    if (runs >= 400) expect([...tally.keys()]).toEqual(expect.arrayContaining(everyEnd));
  },
);

describe('a mistake is found:', () => {
  it.each(Object.entries(mistakes))('%s', async (_, { flow, found }) => {
    const property = holds({ ...usual, ...flow }, embedded);
    const result = await fc.check(property, { numRuns: 2000, seed: 1, endOnFailure: true });
    expect(result.failed).toBe(true);
    expect(String(result.errorInstance)).toMatch(found);
  });
});
