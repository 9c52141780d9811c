/** What is answered on the spot, what is handed on, and how often a Job is answered. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Speak } from '../src/app.ts';
import { claimSeconds } from '../src/claims.ts';
import type { Job } from '../src/job.ts';
import type { Outcome } from '../src/queue/queue.ts';
import type { Report } from '../src/report.ts';
import { type From, jobOf, startWorld } from './app-trial.ts';

const world = startWorld();

describe('a question that comes in', () => {
  const handed: Job[] = [];
  const hand = async (job: Job) => {
    handed.push(job);
  };
  const accept = (line: string, from?: From) =>
    world.accept(jobOf('trial well', from), () => jobOf(line, from), hand);
  beforeEach(() => {
    handed.length = 0;
  });

  test('is handed on, and not answered yet', async () => {
    expect(await accept('trial well')).toBeUndefined();
    expect(handed).toMatchObject([{ command: 'trial', args: { how: 'well' } }]);
    expect(world.ran).toBe(0);
  });

  test.each<[string, string, From, object]>([
    ['help', 'help', {}, { command: 'help', verdict: 'ok' }],
    ['nonsense', 'trail well', {}, { error: { kind: 'usage' } }],
    ['too little', 'trial', {}, { error: { kind: 'usage' } }],
    ['a refusal', 'trial well', { channel: 'C9' }, { command: 'help', error: { kind: 'refused' } }],
    [
      'a refusal, whatever the words',
      'trail well',
      { team: 'T9' },
      { command: 'help', error: { kind: 'refused' } },
    ],
  ])('is answered on the spot: %s', async (_, line, from, report) => {
    expect(await accept(line, from)).toMatchObject(report);
    expect(handed).toEqual([]);
  });

  test('and cannot be handed on is told in a sentence, and the log has the cause', async () => {
    const refuse = async () => {
      throw new Error('the queue is down');
    };
    const report = await world.accept(jobOf('trial well'), () => jobOf('trial well'), refuse);
    expect(report).toMatchObject({
      command: 'trial',
      verdict: 'unknown',
      error: {
        kind: 'unreadable',
        what: 'The question could not be queued.',
        hint: 'Ask again in a moment.',
      },
    });
    const [line = '{}'] = world.lines.filter((text) => text.includes('the queue is down'));
    expect(JSON.parse(line)).toMatchObject({ level: 'error' });
  });
});

describe('a Job from the queue', () => {
  interface Said {
    shown: Report[];
    finished: Report[];
  }
  function speaker(said: Said, outcome: Outcome = { kind: 'done' }): Speak {
    return () => ({
      show: (report) => said.shown.push(report),
      finish: async (report) => {
        said.finished.push(report);
        return outcome;
      },
    });
  }
  const nothing = (): Said => ({ shown: [], finished: [] });

  test('shows that it is being looked into, then the answer', async () => {
    const said = nothing();
    expect(await world.app.run(jobOf('trial well'), speaker(said))).toEqual({ kind: 'done' });
    expect(said.shown).toMatchObject([
      { isPending: true, headline: '`trial well`: asking the cluster' },
    ]);
    expect(said.finished).toMatchObject([{ headline: 'Well.' }]);
  });

  test('is answered once, however often it is delivered', async () => {
    const said = nothing();
    const job = jobOf('trial well');
    const outcomes = await Promise.all([1, 2, 3].map(() => world.app.run(job, speaker(said))));
    expect(said.finished).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await world.app.run(job, speaker(said))).toEqual({ kind: 'done' });
    expect(said.finished).toHaveLength(1);
  });

  test('that Slack had no time for is delivered again, and finished', async () => {
    const said = nothing();
    const busy: Outcome = { kind: 'retry', afterSeconds: 7 };
    expect(await world.app.run(jobOf('trial well'), speaker(said, busy))).toEqual(busy);
    expect(await world.app.run(jobOf('trial well'), speaker(said))).toEqual({ kind: 'done' });
  });

  test('whose answer broke off is gone on with by the next delivery, at once', async () => {
    const lost: Speak = () => ({
      show: () => undefined,
      finish: async () => {
        throw new Error('the connection broke');
      },
    });
    const said = nothing();
    await expect(world.app.run(jobOf('trial well'), lost)).rejects.toThrow('the connection broke');
    expect(await world.app.run(jobOf('trial well'), speaker(said))).toEqual({ kind: 'done' });
    expect(said.finished).toHaveLength(1);
  });

  test('whose worker was frozen until somebody else took over is not said by it any more', async () => {
    const [frozen, said] = [nothing(), nothing()];
    const wakesUpLate: Speak = (progress) => ({
      ...speaker(frozen)(progress),
      async finish(report) {
        world.now = new Date(world.now.getTime() + claimSeconds * 1000);
        await world.app.run(jobOf('trial well'), speaker(said));
        progress.hold();
        frozen.finished.push(report);
        return { kind: 'done' };
      },
    });
    const outcome = await world.app.run(jobOf('trial well'), wakesUpLate);
    expect(outcome).toEqual({ kind: 'retry', afterSeconds: claimSeconds });
    expect([frozen.finished.length, said.finished.length]).toEqual([0, 1]);
    expect(await world.app.run(jobOf('trial well'), wakesUpLate)).toEqual({ kind: 'done' });
  });

  test('is judged again: what travelled through the queue is not trusted', async () => {
    const said = nothing();
    await world.app.run(jobOf('trial well', { channel: 'C9' }), speaker(said));
    expect(said.finished).toMatchObject([{ error: { kind: 'refused' } }]);
    expect(world.ran).toBe(0);
  });
});
