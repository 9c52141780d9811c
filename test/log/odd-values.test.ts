import { describe, expect, it } from 'vitest';
import { logged } from './lines.ts';
import { BOT } from './secrets.ts';

describe('an error', () => {
  it('is told with its stack, its own fields and the chain of its causes', () => {
    const cause = Object.assign(new TypeError('socket closed'), { code: 'ECONNRESET' });
    const { error } = logged({ error: new Error('patch shop/api', { cause }) });
    expect(error).toMatchObject({
      name: 'Error',
      message: 'patch shop/api',
      stack: expect.stringContaining('odd-values.test.ts'),
      cause: { name: 'TypeError', message: 'socket closed', code: 'ECONNRESET' },
    });
  });

  it('that gathers several names each', () => {
    const { error } = logged({ error: new AggregateError([new Error('one'), 'two'], 'both') });
    expect(error).toMatchObject({ errors: [{ message: 'one' }, 'two'] });
  });

  it('keeps its stack although its message is long', () => {
    const { error } = logged({ error: new Error('m'.repeat(50_000)) });
    expect(JSON.stringify(error)).toContain('odd-values.test.ts');
  });
});

describe('nothing breaks a line', () => {
  it('neither circles, nor what JSON does not know', () => {
    const circle: Record<string, unknown> = { name: 'a' };
    circle.self = circle;
    const error = new Error('loop');
    error.cause = error;
    const fields = { circle, error, big: 10n, gone: undefined, act: expect, set: new Set([1]) };
    expect(logged(fields)).toMatchObject({
      circle: { name: 'a', self: '[circular]' },
      error: { message: 'loop', cause: '[circular]' },
      big: '10',
      act: '[function expect]',
      set: [1],
    });
  });

  it('and the same object twice is no circle', () => {
    const shared = { a: 1 };
    expect(logged({ pair: [shared, shared] }).pair).toEqual([{ a: 1 }, { a: 1 }]);
  });

  it('neither depth', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 20_000; level += 1) deep = { deep };
    expect(JSON.stringify(logged({ deep }))).toContain('[too deep]');
  });

  it('nor a value that throws when it is read', () => {
    const value = {
      get trap() {
        throw new Error(`no ${BOT}`);
      },
    };
    expect(logged({ value, other: 1 })).toMatchObject({
      value: '[not readable: Error: no [redacted]]',
      other: 1,
    });
  });

  it.each([
    ['a text', 'x'.repeat(10_000)],
    ['a list', Array.from({ length: 5000 }, (_, index) => index)],
    [
      'an object of many texts',
      Object.fromEntries(Array.from({ length: 50 }, (_, i) => [i, 'x'.repeat(500)])),
    ],
  ])('and %s of more than 4 KB is shortened, saying by how much', (_name, value) => {
    const text = String(logged({ value }).value);
    expect(text.length).toBeLessThan(4200);
    expect(text).toMatch(/… \(\d+ more characters\)$/);
  });
});
