/** Rules with one mistake each: the model is worth something only if it finds every one of them. */
import { executionMinutes, step } from '../../../src/access/approval.ts';
import { type Change, ChangeRecord } from '../../../src/access/change.ts';
import { person } from '../../access/changes.examples.ts';
import { type Flow, usual } from './flow.ts';
import { planOf } from './thing.ts';

export interface Mistake {
  flow: Partial<Flow>;
  /** One of the sentences that tell of it. */
  found: RegExp;
}

type Rules = typeof step<unknown>;
type Event = Parameters<Rules>[1];

/** As the real one, with rules of one's own. */
const stepBy = (rules: Rules, isBlind = false): Partial<Flow> => ({
  async stepChange(store, id, event) {
    const read = async () => {
      const entry = await store.get(`change/${id}`);
      if (!entry) throw new Error('it is gone');
      return entry;
    };
    for (;;) {
      const entry = await read();
      const next = rules(ChangeRecord.parse(entry.value), event);
      if ('same' in next) return { isChanged: false, change: next.same, words: next.words };
      const over = isBlind ? await read() : entry;
      if (await store.replace(over, next.change)) return { isChanged: true, change: next.change };
    }
  },
});

/** The real rules, told something else. */
const mistaken = (tell: (event: Event, change: Change) => Event): Partial<Flow> =>
  stepBy((change, event) => step(change, tell(event, change)));

/** The real rules, in a state that is not the change's. */
const misplaced = (isMistaken: (change: Change, event: Event) => boolean): Partial<Flow> =>
  stepBy((change, event) => {
    const waiting = { ...change, state: 'waiting' as const, outcome: undefined };
    return step(isMistaken(change, event) ? waiting : change, event);
  });

const uncounted = /written with \d of \d approvals/;
const contradicted = /ended as \w+, and was written/;

export const mistakes: Record<string, Mistake> = {
  'the requester’s own approval counts': {
    flow: mistaken((event, { requester }) => {
      const isOwn = event.kind === 'approve' && event.by.user === requester.user;
      return isOwn ? { ...event, by: person('U0SOMEONE') } : event;
    }),
    found: uncounted,
  },
  'the requester’s approval counts from another team': {
    flow: mistaken((event) =>
      event.kind === 'approve' && event.by.team === 'T2'
        ? { ...event, by: person(`${event.by.user}2`) }
        : event,
    ),
    found: uncounted,
  },
  'one person’s two clicks count as two': {
    flow: mistaken((event, { requester }) =>
      event.kind === 'approve' && event.by.user !== requester.user
        ? { ...event, by: person(`${event.by.user}-${event.job}`) }
        : event,
    ),
    found: uncounted,
  },
  'nobody looks at what was approved': {
    flow: mistaken((event, { hash }) => (event.kind === 'approve' ? { ...event, hash } : event)),
    found: uncounted,
  },
  'any Job may tell how it ended': {
    flow: mistaken((event, { executor = '' }) =>
      event.kind === 'end' ? { ...event, job: executor } : event,
    ),
    found: contradicted,
  },
  'an end is not the end': {
    flow: misplaced(({ state }) => state === 'ended'),
    found: /went on after its end/,
  },
  'what is being carried out can be taken back': {
    flow: misplaced(({ state }, { kind }) => state === 'approved' && kind === 'cancel'),
    found: /ended as cancelled, and was written/,
  },
  'what is being carried out is given up at once': {
    flow: stepBy((change, event) => {
      const isEarly = change.state === 'approved' && event.kind === 'expire';
      const later = new Date(Date.parse(event.at) + executionMinutes * 60_000).toISOString();
      const next = step(change, isEarly ? { ...event, at: later } : event);
      if (!isEarly || 'same' in next || !next.change.outcome) return next;
      return { change: { ...next.change, outcome: { ...next.change.outcome, kind: 'expired' } } };
    }),
    found: /ended as expired, and was written/,
  },
  'the last to write is right': {
    flow: stepBy(step, true),
    found: /went on after its end|ended as|approvals|the journal says/,
  },
  'only whose step it was does what follows, and only once': {
    flow: { followUp: once(usual.followUp) },
    found: /the journal says|for good/,
  },
  'the slot is not given back': {
    flow: {
      followUp: async (office, change) => {
        if (change.state !== 'ended') await usual.followUp(office, change);
      },
    },
    found: /for good/,
  },
  'an executor does not know its own write again': {
    flow: {
      async execute(office, change, job) {
        const isThere = (await office.thing.read()) === planOf(change).from;
        if (isThere) return usual.execute(office, change, job);
        return { kind: 'void', at: office.now().toISOString(), words: '' };
      },
    },
    found: /ended as void, and was written/,
  },
};

function once(followUp: Flow['followUp']): Flow['followUp'] {
  /** By the clock, of which each world has one. */
  const worlds = new WeakMap<object, Set<string>>();
  return async (office, change) => {
    const done = worlds.get(office.now) ?? new Set();
    worlds.set(office.now, done);
    const step = `${change.id} ${change.state} ${change.approvals.given.length}`;
    if (done.has(step)) return;
    done.add(step);
    await followUp(office, change);
  };
}
