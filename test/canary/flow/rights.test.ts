/** Who talks to the API server while a change is asked for, approved and taken back: no more than it takes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canary } from '../../../src/commands/canary.ts';
import { routeKinds } from '../../../src/commands/canary-reads.ts';
import { labelsOf, type People, startPeople } from './world.ts';

const account = (name: string) => `system:serviceaccount:portolan:${name}`;
const lines = [
  'canary shop-api-canary 30% -n shop',
  'canary shop 30% -n shop-gateway',
  'canary api-canary 30% -n shop-traefik',
  'canary api-canary 30% -n shop-alb',
];

let people: People;
beforeAll(async () => {
  people = await startPeople();
});
afterAll(() => people.close());

const requestsNow = () => [...people.here.demo.api.requests];
const isMint = ({ path }: { path: string }) => path.endsWith('/token');

test('looking mints no token that may write', async () => {
  const before = requestsNow().at(-1);
  for (const line of lines) await people.say('linus', line.replace(' 30%', ''));
  const since = requestsNow();
  const own = since.slice(before ? since.lastIndexOf(before) + 1 : 0);
  expect(own.filter(isMint).map(({ path }) => path)).toEqual(
    expect.not.arrayContaining([expect.stringContaining('portolan-canary')]),
  );
  expect(new Set(own.filter((one) => !isMint(one)).map(({ user }) => user))).toEqual(
    new Set([account('portolan-reader')]),
  );
});

test.each(lines)(
  '%s: the reader reads, the canary account patches, and nobody else is there',
  async (line) => {
    const before = requestsNow().at(-1);
    const root = await people.say('linus', line);
    await people.click('grace', root, 'Approve');
    const undo = people.thread(root).find((one) => labelsOf(one).includes('Undo'));
    if (undo) await people.click('linus', undo, 'Undo');
    const all = requestsNow();
    const own = all.slice(before ? all.lastIndexOf(before) + 1 : 0);
    const by = (user: string) => own.filter((one) => !isMint(one) && one.user === user);
    const [reader, writer] = [account('portolan-reader'), account('portolan-canary')].map(by);
    expect(new Set(reader?.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(writer?.map(({ method, path }) => [method, /dryRun=All/.test(path)])).toEqual([
      // Asked for: tried. Approved: tried and written. Taken back: tried and written.
      ['PATCH', true],
      ['PATCH', true],
      ['PATCH', false],
      ['PATCH', true],
      ['PATCH', false],
    ]);
    expect(writer?.every(({ path }) => path.includes('fieldManager=portolan'))).toBe(true);
    const mints = own.filter((one) => isMint(one) && one.path.includes('portolan-canary'));
    expect(mints).toHaveLength(5);
    expect(own.filter(isMint).every(({ user }) => user === 'lambda')).toBe(true);
    expect(own.length).toBe(
      (reader?.length ?? 0) + (writer?.length ?? 0) + own.filter(isMint).length,
    );
  },
);

test('the needs of the command are those of its parts', () => {
  // Routes, who owns them, who answers behind them, what routers say afterwards.
  const parts = [...routeKinds, 'rollouts', 'services', 'endpointslices', 'events'];
  expect(canary.needs.toSorted()).toEqual(parts.toSorted());
});
