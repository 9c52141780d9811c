/** What has to hold whatever happened. */
import { type Change, ChangeRecord } from '../../../src/access/change.ts';
import { JournalEntry } from '../../../src/access/journal.ts';
import { changeId } from '../../../src/changes.ts';
import { readSlot } from '../../../src/slots.ts';
import type { ModelJob } from './flow.ts';
import { place, type Write } from './thing.ts';
import type { World } from './world.ts';

/** @returns one sentence for each that was broken */
export async function wrongs(world: World<ModelJob>): Promise<string[]> {
  const changes = await read(world, 'change/', ChangeRecord);
  const journal = await read(world, 'journal/', JournalEntry);
  const { holder, last } = await readSlot(world.store, place);
  const applied = changes.filter(({ outcome }) => outcome?.kind === 'applied');
  return [
    ...world.bugs.map((bug) => `a bug: ${String(bug)}`),
    ...(world.crashed.size > 0 ? ['a Job never came to its end'] : []),
    ...(holder ? [`the slot is held by ${holder.change} for good`] : []),
    ...(applied.some(({ id }) => id === last?.change) === applied.length > 0
      ? []
      : ['the slot does not know what was written last']),
    ...rewritten(world),
    ...changes.flatMap((change) => [
      ...wrongEnd(change, world.writes),
      ...wrongJournal(change, world.writes, journal),
    ]),
    ...world.writes.flatMap((write) => wrongWrite(world, write)),
  ];
}

/** What was decided stays, and what was noted stays. */
function rewritten({ written }: World<ModelJob>): string[] {
  return written.flatMap(({ key, before }) => {
    if (before === undefined) return [];
    if (key.startsWith('journal/')) return [`${key} was written over`];
    const hasEnded = key.startsWith('change/') && ChangeRecord.parse(before).state === 'ended';
    return hasEnded ? [`${key} went on after its end`] : [];
  });
}

function wrongEnd({ id, outcome }: Change, writes: readonly Write[]): string[] {
  const own = writes.filter(({ change }) => change === id).length;
  if (!outcome) return [`${id} never ended`];
  if (own > 1) return [`${id} was written ${own} times`];
  if (outcome.kind === 'unclear' || (outcome.kind === 'applied') === (own === 1)) return [];
  return [`${id} ended as ${outcome.kind}, and was ${own === 1 ? '' : 'not '}written`];
}

/** People who clicked on what would be written, by then, and did not ask for it themselves. */
function wrongWrite({ begun }: World<ModelJob>, write: Write): string[] {
  const request = begun.find((job) => changeId(job.id) === write.change);
  if (request?.kind !== 'request') return ['something was written that nobody asked for'];
  const approvers = begun.slice(0, write.begun).flatMap((job) => {
    if (job.kind !== 'approve' || job.change !== write.change || job.isStale) return [];
    return job.by.user === request.by.user ? [] : [job.by.user];
  });
  const people = new Set(approvers).size;
  return [
    ...(people < request.needed ? [`written with ${people} of ${request.needed} approvals`] : []),
    ...(write.holder !== write.change ? [`written while ${write.holder} held the slot`] : []),
  ];
}

function wrongJournal(
  { id, approvals, outcome }: Change,
  writes: readonly Write[],
  journal: readonly JournalEntry[],
): string[] {
  const events = journal.filter(({ change }) => change === id).map(({ event }) => event);
  const ending = outcome?.kind === 'void' ? 'voided' : (outcome?.kind ?? 'none');
  const isWritten = writes.some(({ change }) => change === id);
  const expected = ['requested', ...approvals.given.map(() => 'approved'), ending];
  const found = events.filter((event) => event !== 'writing');
  return [
    ...(found.toSorted().join() === expected.toSorted().join()
      ? []
      : [`the journal says ${found} of ${id}, where ${expected} happened`]),
    ...(isWritten && !events.includes('writing') ? [`${id} was written without a note`] : []),
  ];
}

async function read<T>(
  { store }: World<ModelJob>,
  prefix: string,
  schema: { parse(value: unknown): T },
): Promise<T[]> {
  return (await store.list(prefix)).map(({ value }) => schema.parse(value));
}
