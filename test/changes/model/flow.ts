/**
 * What each Job does, step by step, as the commands do it: a step in the store, what follows from where
 * the change stands now, and the write by whose step it is. The parts can be given other ones.
 */
import type { Change, Executed, Person } from '../../../src/access/change.ts';
import { entriesOf } from '../../../src/access/journal.ts';
import { changeId, loadChange, openChange, stepChange } from '../../../src/changes.ts';
import { appendJournal } from '../../../src/journal.ts';
import { type Last, releaseSlot, takeSlot } from '../../../src/slots.ts';
import { execute } from './execute.ts';
import { type Plan, place, plannedOf, planOf } from './thing.ts';
import type { Office } from './world.ts';

export type ModelJob = { id: string } & (
  | { kind: 'request'; by: Person; needed: number }
  | { kind: 'approve'; by: Person; change: string; isStale: boolean }
  | { kind: 'reject' | 'cancel'; by: Person; change: string }
  /** stray: a Job that is not the executor tells how it ended. */
  | { kind: 'expire' | 'stray'; change: string }
);

export type Execute = (office: Office, change: Change, job: string) => Promise<Executed>;

export interface Flow {
  stepChange: typeof stepChange;
  /** Whatever is needed to know how it ended, the write included. */
  execute: Execute;
  followUp(office: Office, change: Change): Promise<void>;
}

export const usual: Flow = { stepChange, execute, followUp };

const expiryMinutes = 15;
const graceMinutes = 20;

export async function run(flow: Flow, office: Office, job: ModelJob): Promise<void> {
  if (job.kind === 'request') return request(flow, office, job);
  const change = await loadChange(office.store, job.change);
  const event = change && eventOf(office, job, change);
  if (change && event) await decide(flow, office, change.id, event);
}

type Event = Parameters<typeof stepChange>[2];
type Request = Extract<ModelJob, { kind: 'request' }>;
type Decision = Exclude<ModelJob, Request>;

function eventOf(office: Office, job: Decision, { hash }: Change): Event {
  const at = office.now().toISOString();
  switch (job.kind) {
    case 'approve':
      return { kind: 'approve', by: job.by, at, job: job.id, hash: job.isStale ? 'other' : hash };
    case 'reject':
    case 'cancel':
      return { kind: job.kind, by: job.by, at };
    case 'expire':
      return { kind: 'expire', at };
    case 'stray':
      return { kind: 'end', at, job: job.id, outcome: { kind: 'failed', at, words: 'stray' } };
  }
}

async function request(flow: Flow, office: Office, job: Request): Promise<void> {
  const { store, now } = office;
  const found = await loadChange(store, changeId(job.id));
  if (found) return goOn(flow, office, found, job);
  const change = newChange(job, await office.thing.read(), now());
  const until = new Date(Date.parse(change.expiresAt) + graceMinutes * 60_000).toISOString();
  const taken = await takeSlot(store, place, { change: change.id, until }, now());
  if (taken.isTaken) await goOn(flow, office, await openChange(store, change), job);
}

/** An undo, which needs nobody, begins at once. */
async function goOn(flow: Flow, office: Office, change: Change, job: Request): Promise<void> {
  const at = office.now().toISOString();
  if (job.needed > 0) await flow.followUp(office, change);
  else await decide(flow, office, change.id, { kind: 'begin', at, job: job.id });
}

async function decide(flow: Flow, office: Office, id: string, event: Event): Promise<void> {
  const { change } = await flow.stepChange(office.store, id, event);
  await flow.followUp(office, change);
  const job = 'job' in event ? event.job : undefined;
  if (change.state !== 'approved' || change.executor !== job || job === undefined) return;
  const outcome = await flow.execute(office, change, job);
  const end = { kind: 'end', at: outcome.at, job, outcome } as const;
  await flow.followUp(office, (await flow.stepChange(office.store, id, end)).change);
}

async function followUp({ store }: Office, change: Change): Promise<void> {
  await appendJournal(store, entriesOf(change, plannedOf(change)));
  if (change.state === 'ended') await releaseSlot(store, place, change.id, lastOf(change));
}

function newChange({ id, by, needed }: Request, from: number, now: Date): Change<Plan> {
  return {
    version: 1,
    id: changeId(id),
    ...place,
    target: 'shop/api-canary',
    requester: by,
    channel: 'C0SHOP001',
    requestedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + expiryMinutes * 60_000).toISOString(),
    approvals: { needed, given: [], terms: null },
    // Weights only go up here, so that none that was before ever comes back.
    plan: { from, to: from + 10 },
    hash: `${from} to ${from + 10}`,
    ...(needed === 0 && { undoOf: 'ch-00000000' }),
    state: 'waiting',
  };
}

function lastOf(change: Change): Last | undefined {
  const { id, requester, outcome } = change;
  const { from, to } = planOf(change);
  if (outcome?.kind !== 'applied') return undefined;
  return {
    change: id,
    by: requester,
    at: outcome.at,
    uid: '1',
    place: '',
    before: [from],
    after: [to],
  };
}
