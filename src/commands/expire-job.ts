/** The Job that makes a change's end visible when its time is up, though nobody clicks any more. */
import { executionMinutes } from '../access/approval.ts';
import type { Job } from '../job.ts';
import type { CanaryChange } from './canary-change.ts';
import type { Desk, Request } from './command.ts';

/** What a queue can delay a message by; what is later goes in hops. */
const longestHop = 900;

/**
 * Every delivery sends the same Jobs, which the claim of their id lets through once. They are counted, and
 * not named by the time that is left: by a clock that is late it is the same once more.
 */
export async function sendExpiry(
  { job }: Pick<Request<unknown>, 'job'>,
  desk: Desk,
  change: CanaryChange,
): Promise<void> {
  const due = dueAt(change);
  if (due === undefined) return;
  const left = Math.max(1, Math.ceil((due - desk.now().getTime()) / 1000));
  const chain = `expire/${change.id}/${due}/`;
  const hop = job.id.startsWith(chain) ? Number(job.id.slice(chain.length)) + 1 : 1;
  await desk.later(expiryJob(job, change, `${chain}${hop}`), Math.min(left, longestHop));
}

/** Milliseconds since 1970; undefined: it has ended. */
function dueAt({ state, expiresAt, begunAt }: CanaryChange): number | undefined {
  if (state === 'ended') return undefined;
  if (state === 'waiting') return Date.parse(expiresAt);
  return Date.parse(begunAt ?? expiresAt) + executionMinutes * 60_000;
}

function expiryJob(job: Job, { id, cluster }: CanaryChange, name: string): Job {
  return {
    ...job,
    id: name,
    command: 'expire',
    args: { change: id },
    scope: { cluster },
    text: `expire ${id}`,
  };
}
