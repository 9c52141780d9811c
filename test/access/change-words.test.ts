/** What people read who come too late, come twice, or are not the ones. */
import { expect, test } from 'vitest';
import { type ChangeEvent, step } from '../../src/access/approval.ts';
import type { Change, Executed } from '../../src/access/change.ts';
import * as c from './changes.examples.ts';

const waiting = c.exampleChange();
const two = c.exampleChange({ needed: 2 });
const half = c.following(two, c.approve(c.grace));
const approved = c.following(half, c.approve(c.linus, 4));
const undo = c.exampleChange({ needed: 0, undoOf: 'ch-00000000' });
const late = c.approve(c.linus, 20);
const endedAs = (kind: Executed['kind']) => c.following(approved, c.end('job-1', kind));

type Case = [happens: ChangeEvent, to: Change, words: string];
const cases: Case[] = [
  [
    c.approve(c.ada),
    waiting,
    'You asked for `ch-7f3k2m9x` yourself: somebody else has to approve it.',
  ],
  [
    c.approve(c.grace, 4),
    half,
    'You approved `ch-7f3k2m9x` at 14:03 UTC; it needs 1 more approval of somebody else.',
  ],
  [
    c.approve(c.grace, 4, { hash: 'def' }),
    waiting,
    'What `ch-7f3k2m9x` would write is not what you were shown: look at its request again.',
  ],
  [
    c.reject(c.ada),
    waiting,
    'You asked for `ch-7f3k2m9x` yourself: take it back with `cancel ch-7f3k2m9x`.',
  ],
  [
    c.cancel(c.grace),
    waiting,
    'Only `U0ADA0001`, who asked for `ch-7f3k2m9x`, can take it back; others can `reject ch-7f3k2m9x`.',
  ],
  [c.expire(1), two, '`ch-7f3k2m9x` waits for 2 approvals, until 14:15 UTC.'],
  [c.begun(), waiting, '`ch-7f3k2m9x` waits for 1 approval, until 14:15 UTC.'],
  [c.end(), undo, '`ch-7f3k2m9x` has not begun; it can until 14:15 UTC.'],
  [
    c.approve(c.grace, 5, { job: 'job-2' }),
    approved,
    '`ch-7f3k2m9x` was approved by `U0GRACE01` and `U0LINUS01` at 14:04 UTC and is being carried out.',
  ],
  [
    c.cancel(c.ada),
    c.following(undo, c.begun()),
    '`ch-7f3k2m9x` was begun at 14:01 UTC and is being carried out.',
  ],
  [late, endedAs('applied'), '`ch-7f3k2m9x` was carried out at 14:05 UTC. The canary gets 30 %.'],
  [late, endedAs('refused'), '`ch-7f3k2m9x` was refused at 14:05 UTC. The canary gets 30 %.'],
  [late, endedAs('void'), '`ch-7f3k2m9x` became void at 14:05 UTC. The canary gets 30 %.'],
  [late, endedAs('failed'), '`ch-7f3k2m9x` failed at 14:05 UTC. The canary gets 30 %.'],
  [
    late,
    c.following(approved, c.expire(20)),
    '`ch-7f3k2m9x` was given up as unclear at 14:20 UTC. Whatever carried it out was not heard of again: look at the weights before you go on.',
  ],
  [
    late,
    c.following(waiting, c.reject(c.grace)),
    '`ch-7f3k2m9x` was rejected by `U0GRACE01` at 14:04 UTC: “not on a Friday”',
  ],
  [
    late,
    c.following(waiting, c.reject(c.grace, 4, ' ')),
    '`ch-7f3k2m9x` was rejected by `U0GRACE01` at 14:04 UTC.',
  ],
  [
    late,
    c.following(waiting, c.cancel(c.ada)),
    '`ch-7f3k2m9x` was taken back by `U0ADA0001` at 14:04 UTC.',
  ],
  [
    c.approve(c.grace, 24 * 60),
    c.following(waiting, c.expire()),
    '`ch-7f3k2m9x` expired at 2026-11-28 14:15 UTC. Nobody approved it in time.',
  ],
  [
    late,
    c.following(half, c.expire()),
    '`ch-7f3k2m9x` expired at 14:15 UTC. Only 1 of 2 approvals came in time.',
  ],
];

const sayings = cases.map(([happens, change, words]) => ({ happens, change, words }));

test.each(sayings)('$words', ({ happens, change, words }) => {
  const next = step(change, happens);
  expect('same' in next && next.words).toBe(words);
});
