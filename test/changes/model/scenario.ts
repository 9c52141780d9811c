/** What happens in one run: who asks for and decides what, in which order, and what fails. */
import fc from 'fast-check';
import { changeId } from '../../../src/changes.ts';
import type { Store } from '../../../src/store/store.ts';
import { ada, grace, linus, person } from '../../access/changes.examples.ts';
import { type Flow, type ModelJob, run } from './flow.ts';
import type { Fault } from './gate.ts';
import { createWorld, type World } from './world.ts';

type Pick =
  | { kind: 'request'; needed: number }
  | { kind: 'approve' | 'reject' | 'cancel'; who: number; of: number; isStale: boolean }
  | { kind: 'expire' | 'stray'; of: number }
  /** One that was delivered before comes again, wherever its earlier delivery is. */
  | { kind: 'again'; which: number }
  | { kind: 'meddle' };

interface Round {
  /** That have gone by before it. */
  minutes: number;
  picks: Pick[];
  /** Calls that happen before the next round begins. */
  calls: number;
}

export interface Scenario {
  needed: number;
  rounds: Round[];
  faults: Fault[];
  /** What has died comes again only when its time is long over. */
  isLate: boolean;
}

/** Ada asks; two of these are accounts of hers and of Grace's in another team. */
const people = [
  grace,
  linus,
  person('U0MARGARE'),
  ada,
  person(ada.user, 'T2'),
  person(grace.user, 'T2'),
];

/** How many requests ago. */
const of = fc.constantFrom(0, 0, 0, 1);
const click = (kind: 'approve' | 'reject' | 'cancel', whos: fc.Arbitrary<number>) =>
  fc.record({
    kind: fc.constant(kind),
    who: whos,
    of,
    isStale: fc.constantFrom(false, false, false, kind === 'approve'),
  });
const anybody = fc.constantFrom(0, 0, 1, 1, 2, 3, 4, 5);

const anyNeeded = fc.constantFrom(1, 1, 2, 2, 3, 0);
const anyPick: fc.Arbitrary<Pick> = fc.oneof(
  { weight: 16, arbitrary: click('approve', anybody) },
  { weight: 1, arbitrary: click('reject', anybody) },
  { weight: 1, arbitrary: click('cancel', fc.constantFrom(3, 3, 0, 4)) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('expire' as const, 'stray'), of }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('request' as const), needed: anyNeeded }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'meddle' as const }) },
);

export const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  needed: anyNeeded,
  rounds: fc.array(
    fc.record({
      minutes: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 5, 16),
      picks: fc.array(anyPick, { minLength: 1, maxLength: 5 }),
      calls: fc.nat({ max: 40 }),
    }),
    { maxLength: 6 },
  ),
  faults: fc.array(fc.record({ call: fc.nat({ max: 100 }), isAfter: fc.boolean() }), {
    maxLength: 3,
  }),
  isLate: fc.boolean(),
});

export interface Run {
  flow: Flow;
  scheduler: fc.Scheduler;
  makeStore: (now: () => Date) => Promise<Store> | Store;
}

/** Plays it, and then lets everything that died come again until nothing does. */
export async function play(scenario: Scenario, { flow, ...rest }: Run): Promise<World<ModelJob>> {
  const { needed, rounds, faults, isLate } = scenario;
  const run1 = (...all: Parameters<Parameters<typeof createWorld<ModelJob>>[0]['run']>) =>
    run(flow, ...all);
  const world = await createWorld<ModelJob>({ ...rest, faults, run: run1 });
  world.deliver({ id: 'request/0', kind: 'request', by: ada, needed });
  await world.turn(8);
  for (const { minutes, picks, calls } of rounds) {
    world.wait(minutes);
    for (const pick of picks) happen(world, pick);
    await world.turn(calls);
  }
  await world.turn();
  world.calm();
  if (isLate) world.wait(60);
  await settle(world);
  return world;
}

function happen(world: World<ModelJob>, pick: Pick): void {
  const job = pick.kind === 'meddle' ? undefined : jobOf(world.begun, pick);
  if (job) world.deliver(job);
  else world.meddle(1000 + world.begun.length);
}

function jobOf(begun: readonly ModelJob[], pick: Exclude<Pick, { kind: 'meddle' }>) {
  const id = `${pick.kind}/${begun.length}`;
  const requests = begun.filter(({ kind }) => kind === 'request');
  const asked = (back: number) => changeId(requests.at(-1 - back)?.id ?? 'request/0');
  switch (pick.kind) {
    case 'request':
      return { id, kind: pick.kind, by: ada, needed: pick.needed };
    case 'again':
      return begun[pick.which % begun.length];
    case 'expire':
    case 'stray':
      return { id, kind: pick.kind, change: asked(pick.of) };
    default: {
      const { kind, who, isStale } = pick;
      return { id, kind, by: people[who] ?? ada, change: asked(pick.of), isStale };
    }
  }
}

/** The queue delivers what died until it is done, and each change’s last Job comes when its time is up. */
async function settle(world: World<ModelJob>): Promise<void> {
  const again = async () => {
    for (const job of world.crashed) world.deliver(job);
    await world.turn();
  };
  await again();
  const ids = new Set(world.begun.filter(({ kind }) => kind === 'request').map(({ id }) => id));
  for (const minutes of [16, 16]) {
    world.wait(minutes);
    for (const id of ids)
      world.deliver({ id: `expire/${id}`, kind: 'expire', change: changeId(id) });
    await world.turn();
  }
}
