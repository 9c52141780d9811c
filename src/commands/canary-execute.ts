/**
 * Carries out a change that was approved: looks again, tries it, writes it once, looks whether it is
 * there and whether it counts. Every delivery of the Job that carries it out comes through here, and
 * goes on from what the store and the cluster say, never from what an earlier one remembers.
 */
import type { Executed } from '../access/change.ts';
import { entriesOf, entryKey, entryOf } from '../access/journal.ts';
import { driftWords, isWritten } from '../canary/drift.ts';
import type { CanaryRoute } from '../canary/provider.ts';
import { loadChange, stepChange } from '../changes.ts';
import { UserError } from '../errors.ts';
import { appendJournal } from '../journal.ts';
import type { Applied } from '../patch.ts';
import { extendSlot, type Last, releaseSlot } from '../slots.ts';
import { asCanary, type CanaryChange, plannedOf } from './canary-change.ts';
import { type Looked, lookAgain, planOf } from './canary-look.ts';
import { rightsNow } from './canary-now.ts';
import { sidesNow } from './canary-refusals.ts';
import { settle } from './canary-settle.ts';
import type { Execution } from './canary-shapes.ts';
import { roleHint } from './canary-trial.ts';
import type { Desk } from './command.ts';

/** Longer than all deliveries of a Job take; then the slot is anybody's. */
const slotMinutes = 20;

type Ending = Omit<Executed, 'at'>;

/** @returns the change with its outcome; its slot is free and all of it stands in the journal */
export async function execute(execution: Execution): Promise<CanaryChange> {
  const { desk, change, request } = execution;
  const outcome = { ...(await endingOf(execution)), at: desk.now().toISOString() };
  const event = { kind: 'end', at: outcome.at, job: request.job.id, outcome } as const;
  return followUp(desk, asCanary((await stepChange(desk.store, change.id, event)).change));
}

/** What follows from where a change stands; done again, it changes nothing. */
export async function followUp(desk: Desk, change: CanaryChange): Promise<CanaryChange> {
  const { store } = desk;
  const planned = plannedOf(change.plan);
  await appendJournal(store, entriesOf(change, planned));
  if (change.outcome?.kind === 'applied' && change.undoOf !== undefined) {
    await noteUndone(desk, change, change.undoOf);
  }
  if (change.state === 'ended') await releaseSlot(store, change, change.id, lastOf(change));
  return change;
}

/** Nothing that goes wrong before the write leaves a change without its end. */
async function endingOf(execution: Execution): Promise<Ending> {
  try {
    return await carryOut(execution);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const isSent = await wasSent(execution);
    const words = `${error.message} ${isSent ? 'It may have been written: look at the weights.' : 'Nothing was written.'}`;
    return { kind: isSent ? 'unclear' : 'failed', words };
  }
}

async function carryOut(execution: Execution): Promise<Ending> {
  const { request, change } = execution;
  const { plan } = change;
  const { cluster } = request;
  const { looked, routes } = await lookAgain(cluster, plan);
  if (await wasSent(execution)) {
    if (looked && isWritten(plan, routes)) return inEffect(execution, looked);
    if (!isAsPlanned(execution, looked))
      return { kind: 'unclear', words: overtaken(change, routes) };
  }
  if (!looked || !isAsPlanned(execution, looked))
    return { kind: 'void', words: drifted(change, routes) };
  const hindrance = (await rightsNow(execution)) ?? sidesNow(plan, looked);
  if (hindrance) return { kind: 'refused', words: `${hindrance} Nothing was written.` };
  const trial = await cluster.apply(plan.patch, { isDryRun: true });
  if (trial.kind !== 'applied') return notApplied(execution, trial);
  if (!(await isHeld(execution))) {
    return {
      kind: 'failed',
      words: 'Another change took its place meanwhile. Nothing was written.',
    };
  }
  await note(execution, 'writing');
  return afterWrite(execution, await cluster.apply(plan.patch));
}

const isAsPlanned = ({ request, change: { plan } }: Execution, looked: Looked | undefined) =>
  looked !== undefined && planOf(request.cluster.name, looked, plan.after).hash === plan.hash;

/** What the API server answered is one thing, what stands there the other: the second counts. */
async function afterWrite(execution: Execution, written: Applied): Promise<Ending> {
  const { request, change } = execution;
  if (written.kind !== 'applied' && written.kind !== 'unclear') {
    return notApplied(execution, written);
  }
  const { looked, routes } = await lookAgain(request.cluster, change.plan);
  if (looked && isWritten(change.plan, routes)) {
    await note(execution, 'written');
    return inEffect(execution, looked);
  }
  if (written.kind === 'applied') return { kind: 'unclear', words: overtaken(change, routes) };
  if (isAsPlanned(execution, looked)) {
    return { kind: 'failed', words: `${sentence(written.message)} Nothing was written.` };
  }
  return { kind: 'unclear', words: `${sentence(written.message)} ${overtaken(change, routes)}` };
}

async function inEffect(execution: Execution, looked: Looked): Promise<Ending> {
  await note(execution, 'written');
  const { is, why } = await settle(execution, looked);
  return { kind: 'applied', words: '', settled: { is, why } };
}

type Refused = Exclude<Applied, { kind: 'applied' }>;

async function notApplied({ request, change }: Execution, applied: Refused): Promise<Ending> {
  const words = `${sentence(applied.message)} Nothing was written.`;
  switch (applied.kind) {
    case 'refused':
      return { kind: 'refused', words: `${words} ${roleHint}` };
    case 'denied':
      return { kind: 'refused', words };
    case 'drifted': {
      const { routes } = await lookAgain(request.cluster, change.plan);
      return { kind: 'void', words: drifted(change, routes) };
    }
    case 'failed':
    case 'unclear':
      return { kind: 'failed', words };
  }
}

function drifted({ plan }: CanaryChange, routes: readonly CanaryRoute[]): string {
  const what = driftWords(plan, routes).join('; ');
  return `It is not what was approved any more: ${what}. Nothing was written.`;
}

function overtaken({ plan }: CanaryChange, routes: readonly CanaryRoute[]): string {
  return `It was sent, and may have been written, but then somebody else changed it: ${driftWords(plan, routes).join('; ')}.`;
}

const sentence = (text: string) =>
  `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.\s]*$/, '')}.`;

async function isHeld({ desk, change }: Execution): Promise<boolean> {
  const until = new Date(desk.now().getTime() + slotMinutes * 60_000).toISOString();
  return extendSlot(desk.store, change, { change: change.id, until });
}

async function note({ desk, change }: Execution, event: 'writing' | 'written'): Promise<void> {
  const happening = { event, at: desk.now().toISOString() };
  await appendJournal(desk.store, [entryOf(change, plannedOf(change.plan), happening)]);
}

/** An earlier delivery of this Job came as far as the write. */
async function wasSent({ desk, change }: Execution): Promise<boolean> {
  const happening = { event: 'writing' as const, at: desk.now().toISOString() };
  const key = entryKey(entryOf(change, plannedOf(change.plan), happening));
  return (await desk.store.get(key)) !== undefined;
}

async function noteUndone({ store }: Desk, change: CanaryChange, undone: string): Promise<void> {
  const first = await loadChange(store, undone);
  if (!first || !change.outcome) return;
  const { at } = change.outcome;
  const happening = { event: 'undone' as const, at, who: change.requester };
  await appendJournal(store, [entryOf(first, plannedOf(asCanary(first).plan), happening)]);
}

function lastOf({ id, requester, plan, outcome, undoOf }: CanaryChange): Last | undefined {
  if (outcome?.kind !== 'applied') return undefined;
  return {
    change: id,
    by: requester,
    at: outcome.at,
    uid: plan.route.object.uid,
    place: plan.route.place,
    before: [...plan.before],
    after: [...plan.after],
    ...(undoOf !== undefined && { undone: true as const }),
  };
}
