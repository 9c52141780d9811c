/** Job in, Report out: what is refused, what is a bug, and where a question is asked. */
import { describe, expect, test } from 'vitest';
import { type From, jobOf, startWorld } from './app-trial.ts';

const world = startWorld();

describe('every error becomes a Report', () => {
  test('one for people keeps its words, and says where it happened', async () => {
    const report = await world.answer(jobOf('trial user-error'));
    expect(report).toMatchObject({
      command: 'trial',
      cluster: 'main',
      verdict: 'problem',
      headline: 'No.',
      error: { kind: 'not-found', what: 'No.', hint: 'Try again.' },
      actions: [{ label: 'trial well', command: 'trial well' }],
    });
  });

  test('a bug is a reference for the person, and a stack for the log', async () => {
    const report = await world.answer(jobOf('trial bug'));
    const reference = report.error?.reference ?? '';
    expect(reference).toMatch(/^[0-9a-f]{8}$/);
    expect(report).toMatchObject({ verdict: 'unknown', error: { kind: 'internal' } });
    expect(JSON.stringify(report)).not.toMatch(/secret-in-stack|TypeError|\.ts:/);
    const [line = ''] = world.lines.filter((text) => text.includes(reference));
    expect(line).toMatch(/secret-in-stack/);
    expect(line).toMatch(/app\.test\.ts/);
  });

  test('a read that the command does not declare is a bug, and is not sent', async () => {
    expect((await world.answer(jobOf('trial pods'))).error?.kind).toBe('internal');
    expect(world.lines.join()).toContain('does not declare that it needs pods');
  });

  test('arguments that changed on the way are a bug', async () => {
    const job = { ...jobOf('trial well'), args: { what: 1 } };
    expect((await world.answer(job)).error?.kind).toBe('internal');
  });
});

describe('who and where', () => {
  test.each<[string, string, From, string]>([
    ['another team', 'trial well', { team: 'T9' }, 'refused'],
    ['another channel', 'trial well', { channel: 'C9' }, 'refused'],
    ['help is no exception', 'help', { channel: 'C9' }, 'refused'],
    ['an unknown cluster', 'trial well --cluster mian', {}, 'usage'],
    ['several clusters, and nobody says which', 'trial well', { channel: 'C3' }, 'usage'],
  ])('%s', async (_, line, from, kind) => {
    expect((await world.answer(jobOf(line, from))).error?.kind).toBe(kind);
    expect(world.ran).toBe(0);
  });

  test('an unknown cluster is told the near one', async () => {
    const { error } = await world.answer(jobOf('trial well --cluster mian'));
    expect(error).toMatchObject({
      what: 'There is no cluster `mian` in the configuration.',
      hint: 'Did you mean `main`?',
    });
  });

  test.each<[string, From, string, string | null]>([
    ['trial well', {}, 'main', 'shop'],
    ['trial well', { channel: 'C2' }, 'other', null],
    ['trial well --cluster other', {}, 'other', 'shop'],
  ])('%s from %o asks %s', async (line, from, cluster, fallback) => {
    expect(await world.answer(jobOf(line, from))).toMatchObject({ cluster, data: { fallback } });
  });

  test('a command that came through the queue and does not exist is told', async () => {
    const report = await world.answer({ ...jobOf('trial well'), command: 'trials' });
    expect(report.error).toMatchObject({ kind: 'usage', hint: 'Did you mean `trial`?' });
  });
});
