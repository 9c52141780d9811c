/**
 * Carries out a change that was approved: looks again, tries it, writes it once, looks whether it is
 * there and whether it counts. Every delivery of the Job that carries it out comes through here, and
 * goes on from what the store and the cluster say, never from what an earlier one remembers.
 */
import type { Executed } from '../access/change.ts';
import { driftWords, isWritten } from '../canary/drift.ts';
import type { CanaryRoute } from '../canary/provider.ts';
import { stepChange } from '../changes.ts';
import { UserError } from '../errors.ts';
import type { Applied } from '../patch.ts';
import { visible } from '../report.ts';
import { extendSlot } from '../slots.ts';
import { asCanary, type CanaryChange } from './canary-change.ts';
import { followUp } from './canary-follow.ts';
import { type Looked, lookAgain, planOf } from './canary-look.ts';
import { rightsNow } from './canary-now.ts';
import { hindranceNow } from './canary-refusals.ts';
import { noteSending, noteWritten, type Sent, sentBefore } from './canary-sent.ts';
import { notRead, settle } from './canary-settle.ts';
import type { Execution, Terms } from './canary-shapes.ts';
import { roleHint } from './canary-trial.ts';

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

/** A cluster that does not answer leaves no change without its end. */
async function endingOf(execution: Execution): Promise<Ending> {
  try {
    return await carryOut(execution);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return (await sentBefore(execution))
      ? {
          kind: 'unclear',
          words: `${error.message} It may have been written: look at the weights.`,
        }
      : { kind: 'failed', words: `${error.message} Nothing was written.` };
  }
}

async function carryOut(execution: Execution): Promise<Ending> {
  const { request, change } = execution;
  const { plan } = change;
  const sent = await sentBefore(execution);
  const { looked, routes } = await lookAgain(request.cluster, plan);
  if (sent && looked && isWritten(plan, routes)) return inEffect(execution, looked);
  if (sent && !isUntouched(sent, looked)) {
    return { kind: 'unclear', words: overtaken(change, routes) };
  }
  if (!looked || !isAsPlanned(execution, looked)) {
    return { kind: 'void', words: drifted(change, routes) };
  }
  const { approvals, isDespiteGitOps } = change.approvals.terms as Terms;
  const mayBeReverted = isDespiteGitOps || approvals === undefined;
  const hindrance = (await rightsNow(execution)) ?? hindranceNow(plan, looked, mayBeReverted);
  if (hindrance) return { kind: 'refused', words: `${hindrance} Nothing was written.` };
  const trial = await request.cluster.apply(plan.patch, { isDryRun: true });
  if (trial.kind !== 'applied') return notApplied(execution, trial, sent !== undefined);
  if (!(await isHeld(execution))) {
    return { kind: 'failed', words: 'Another change took its place. Nothing was written.' };
  }
  const isFirst = await noteSending(execution, looked.whole);
  return afterWrite(execution, await request.cluster.apply(plan.patch), !isFirst);
}

const isUntouched = (sent: Sent, looked: Looked | undefined) =>
  looked !== undefined && sent.neverArrived(looked.whole);

const isAsPlanned = ({ request, change: { plan } }: Execution, looked: Looked | undefined) =>
  looked !== undefined && planOf(request.cluster.name, looked, plan.after).hash === plan.hash;

/** What the API server answered is one thing, what stands there the other: the second counts. */
async function afterWrite(
  execution: Execution,
  written: Applied,
  isSentTwice: boolean,
): Promise<Ending> {
  const { change } = execution;
  if (written.kind !== 'applied' && written.kind !== 'unclear') {
    return notApplied(execution, written, isSentTwice);
  }
  const now = await lookBack(execution, written);
  if ('kind' in now) return now;
  const { looked, routes } = now;
  if (looked && isWritten(change.plan, routes)) return inEffect(execution, looked);
  if (written.kind === 'unclear' && isAsPlanned(execution, looked)) {
    const words = 'The weights are as they were, but the request may still arrive: look again.';
    return { kind: 'unclear', words: `${sentence(written.message)} ${words}` };
  }
  return { kind: 'unclear', words: overtaken(change, routes) };
}

/** What the API server said that it wrote is written, though it cannot be read back. */
async function lookBack(
  execution: Execution,
  written: Applied,
): Promise<Ending | Awaited<ReturnType<typeof lookAgain>>> {
  const { request, change } = execution;
  try {
    return await lookAgain(request.cluster, change.plan);
  } catch (error) {
    if (!(error instanceof UserError) || written.kind !== 'applied') throw error;
    await noteWritten(execution);
    return { kind: 'applied', words: '', settled: notRead(error) };
  }
}

async function inEffect(execution: Execution, looked: Looked): Promise<Ending> {
  await noteWritten(execution);
  const { is, why } = await settle(execution, looked);
  return { kind: 'applied', words: '', settled: { is, why } };
}

type Refused = Exclude<Applied, { kind: 'applied' }>;

/** @param isSentTwice another delivery of this Job may have written it: then it is there */
async function notApplied(
  execution: Execution,
  applied: Refused,
  isSentTwice: boolean,
): Promise<Ending> {
  const { request, change } = execution;
  const words = `${sentence(applied.message)} Nothing was written.`;
  switch (applied.kind) {
    case 'refused':
      return { kind: 'refused', words: `${words} ${roleHint}` };
    case 'denied':
      return { kind: 'refused', words };
    case 'drifted': {
      const { looked, routes } = await lookAgain(request.cluster, change.plan);
      const isOurs = isSentTwice && looked !== undefined && isWritten(change.plan, routes);
      return isOurs
        ? inEffect(execution, looked)
        : { kind: 'void', words: drifted(change, routes) };
    }
    case 'failed':
    case 'unclear':
      return { kind: 'failed', words };
  }
}

function drifted(change: CanaryChange, routes: readonly CanaryRoute[]): string {
  return `It is not what was approved any more: ${drift(change, routes)}. Nothing was written.`;
}

function overtaken(change: CanaryChange, routes: readonly CanaryRoute[]): string {
  const what = drift(change, routes);
  return `It was sent, and may have been written, but then somebody else changed it: ${what}.`;
}

/** Of hundreds of backends not all are named. */
const drift = ({ plan }: CanaryChange, routes: readonly CanaryRoute[]) =>
  visible(driftWords(plan, routes).join('; '), 1500);

const sentence = (text: string) =>
  `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.\s]*$/, '')}.`;

async function isHeld({ desk, change }: Execution): Promise<boolean> {
  const until = new Date(desk.now().getTime() + slotMinutes * 60_000).toISOString();
  return extendSlot(desk.store, change, { change: change.id, until });
}
