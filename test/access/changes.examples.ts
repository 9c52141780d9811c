/** A change of the shop's canary, and the people around it. */
import type { ChangeEvent } from '../../src/access/approval.ts';
import { type Step, step } from '../../src/access/approval.ts';
import type { Change, Executed, Person } from '../../src/access/change.ts';
import type { Planned } from '../../src/access/journal.ts';

export const person = (user: string, team = 'T1'): Person => ({ team, user });
export const [ada, grace, linus] = ['U0ADA0001', 'U0GRACE01', 'U0LINUS01'].map((user) =>
  person(user),
) as [Person, Person, Person];

const begin = Date.parse('2026-11-28T14:00:00.000Z');
/** So many minutes after the request. */
export const minute = (minutes: number) => new Date(begin + minutes * 60_000).toISOString();

/** Asked for by Ada; somebody else has 15 minutes to approve it. */
export function exampleChange(differs: Partial<Change> & { needed?: number } = {}): Change {
  const { needed = 1, ...rest } = differs;
  return {
    version: 1,
    id: 'ch-7f3k2m9x',
    cluster: 'main',
    object: 'ingresses/shop/api-canary',
    target: 'shop/api-canary',
    requester: ada,
    channel: 'C0SHOP001',
    requestedAt: minute(0),
    expiresAt: minute(15),
    approvals: { needed, given: [], terms: null },
    plan: { from: 20, to: 30 },
    hash: 'abc',
    state: 'waiting',
    ...rest,
  };
}

export const planned: Planned = {
  rule: 'shop.example.com/api',
  weights: [
    { name: 'shop/api', before: 80, after: 70 },
    { name: 'shop/api-canary', before: 20, after: 30, isCanary: true },
  ],
};

export const approve = (by: Person, minutes = 3, differs: { job?: string; hash?: string } = {}) =>
  ({ kind: 'approve', by, at: minute(minutes), job: 'job-1', hash: 'abc', ...differs }) as const;
export const reject = (by: Person, minutes = 4, words = 'not on a Friday') =>
  ({ kind: 'reject', by, at: minute(minutes), words }) as const;
export const cancel = (by: Person, minutes = 4) =>
  ({ kind: 'cancel', by, at: minute(minutes) }) as const;
export const expire = (minutes = 15) => ({ kind: 'expire', at: minute(minutes) }) as const;
export const begun = (job = 'job-1', minutes = 1) =>
  ({ kind: 'begin', job, at: minute(minutes) }) as const;
export const end = (job = 'job-1', kind: Executed['kind'] = 'applied', minutes = 5) => {
  const outcome = { kind, at: minute(minutes), words: 'The canary gets 30 %.' };
  return { kind: 'end', at: minute(minutes), job, outcome } as const;
};

/** What has become of it after the events, of which every one has to count. */
export function following(change: Change, ...events: ChangeEvent[]): Change {
  return events.reduce((now, event) => {
    const next: Step = step(now, event);
    if ('same' in next) throw new Error(`${event.kind} did not count: ${next.words}`);
    return next.change;
  }, change);
}
