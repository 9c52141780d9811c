/** Every event in every state, and what the person reads where nothing changes. */
import { describe, expect, test } from 'vitest';
import { type ChangeEvent, missingApprovals, step } from '../../src/access/approval.ts';
import { type Change, ChangeRecord } from '../../src/access/change.ts';
import {
  ada,
  approve,
  begun,
  cancel,
  end,
  exampleChange,
  expire,
  following,
  grace,
  linus,
  minute,
  person,
  reject,
} from './changes.examples.ts';

const waiting = exampleChange();
const half = following(exampleChange({ needed: 2 }), approve(grace));
const undo = exampleChange({ needed: 0, undoOf: 'ch-00000000' });
const approved = following(waiting, approve(grace));
const ended = following(approved, end());

const states: Record<string, Change> = { waiting, half, undo, approved, ended };
const events: Record<string, ChangeEvent> = {
  'approve, by its requester': approve(ada),
  'approve, by its requester in another team': approve(person(ada.user, 'T2')),
  'approve, of another plan': approve(linus, 4, { hash: 'def' }),
  'approve, by Grace': approve(grace, 4, { job: 'job-2' }),
  'approve, by Grace in another team': approve(person(grace.user, 'T2'), 4, { job: 'job-2' }),
  'approve, by Linus': approve(linus, 4, { job: 'job-2' }),
  'approve, too late': approve(linus, 15),
  'approve, too late by far': approve(grace, 18),
  'reject, by its requester': reject(ada),
  'reject, by another': reject(linus),
  'reject, too late': reject(linus, 15),
  'cancel, by its requester': cancel(ada),
  'cancel, by its requester in another team': cancel(person(ada.user, 'T2')),
  'cancel, by another': cancel(grace),
  'cancel, too late': cancel(ada, 16),
  'expire, too early': expire(14.9),
  expire: expire(15),
  'expire, long after': expire(18),
  begin: begun(),
  'end, by its executor': end(),
  'end, by another Job': end('job-2'),
};

/** What comes of it: the state, and the outcome; '' where nothing changes. */
const table: Record<string, Record<string, string>> = {
  waiting: {
    'approve, by Grace': 'approved',
    'approve, by Grace in another team': 'approved',
    'approve, by Linus': 'approved',
    'approve, too late': 'expired',
    'approve, too late by far': 'expired',
    'reject, by another': 'rejected',
    'reject, too late': 'expired',
    'cancel, by its requester': 'cancelled',
    'cancel, too late': 'expired',
    expire: 'expired',
    'expire, long after': 'expired',
  },
  half: {
    'approve, by Linus': 'approved',
    'approve, too late': 'expired',
    'approve, too late by far': 'expired',
    'reject, by another': 'rejected',
    'reject, too late': 'expired',
    'cancel, by its requester': 'cancelled',
    'cancel, too late': 'expired',
    expire: 'expired',
    'expire, long after': 'expired',
  },
  undo: {
    'approve, by Grace': 'approved',
    'approve, by Grace in another team': 'approved',
    'approve, by Linus': 'approved',
    'approve, too late': 'expired',
    'approve, too late by far': 'expired',
    'reject, by another': 'rejected',
    'reject, too late': 'expired',
    'cancel, by its requester': 'cancelled',
    'cancel, too late': 'expired',
    expire: 'expired',
    'expire, long after': 'expired',
    begin: 'approved',
  },
  approved: {
    'approve, too late by far': 'unclear',
    'expire, long after': 'unclear',
    'end, by its executor': 'applied',
  },
  ended: {},
};

const cases = Object.keys(states).flatMap((state) =>
  Object.keys(events).map((event) => [state, event, table[state]?.[event] ?? ''] as const),
);

test.each(cases)('%s: %s: %s', (state, event, expected) => {
  const [change, happens] = [states[state], events[event]];
  if (!change || !happens) throw new Error('there is no such case');
  const next = step(change, happens);
  if ('same' in next) {
    expect(expected).toBe('');
    expect(next.same).toBe(change);
    expect(next.words).toMatch(/^[A-Z`].*ch-7f3k2m9x.*[.”]$/);
    return;
  }
  expect(next.change.outcome?.kind ?? next.change.state).toBe(expected);
  expect(ChangeRecord.parse(JSON.parse(JSON.stringify(next.change)))).toEqual(next.change);
});

test('the table has no case that does not exist', () => {
  const known = Object.values(table).flatMap((row) => Object.keys(row));
  expect(known.filter((event) => !events[event])).toEqual([]);
});

describe('a change that needs two', () => {
  test('is carried out by the Job of the second, and tells who approved', () => {
    const change = following(
      exampleChange({ needed: 2 }),
      approve(grace, 1),
      approve(linus, 2, { job: 'job-2' }),
    );
    expect(change).toMatchObject({ state: 'approved', executor: 'job-2', begunAt: minute(2) });
    expect(change.approvals.given.map(({ by }) => by)).toEqual([grace, linus]);
    expect(missingApprovals(change)).toBe(0);
  });

  test('may be rejected by one who approved it before', () => {
    expect(following(half, reject(grace)).outcome).toMatchObject({ kind: 'rejected', by: grace });
  });
});

test('what was approved is as it was asked for, but for who approved it', () => {
  const { state: _, executor: _job, begunAt: _at, approvals, ...rest } = approved;
  expect({ ...rest, state: 'waiting', approvals: { ...approvals, given: [] } }).toEqual(waiting);
});

test('a change that needs nobody’s approval begins only where it takes another one back', () => {
  const change = exampleChange({ needed: 0 });
  expect(step(change, begun())).toMatchObject({ same: change });
  expect(following(undo, begun('job-7'))).toMatchObject({ state: 'approved', executor: 'job-7' });
});

test('a change whose executor is silent for 15 minutes ends as unclear, and not a moment before', () => {
  expect(step(approved, expire(17.99))).toMatchObject({ same: approved });
  const lost = following(approved, expire(18));
  expect(lost.outcome).toMatchObject({ kind: 'unclear', at: minute(18) });
  expect(step(lost, end())).toMatchObject({ same: lost });
});

test('of one that was carried out it is told once that it was undone, of others never', () => {
  const undoing = { kind: 'undo', by: ada, at: minute(9) } as const;
  const back = following(ended, undoing);
  expect(back).toEqual({ ...ended, undone: { by: ada, at: minute(9) } });
  expect(step(back, { ...undoing, by: grace })).toMatchObject({
    same: back,
    words: expect.stringMatching(/was carried out, and undone by `U0ADA\w*` at \d\d:\d\d UTC\.$/),
  });
  for (const change of [waiting, undo, approved, following(waiting, reject(linus))]) {
    expect(step(change, undoing)).toMatchObject({ same: change });
  }
});
