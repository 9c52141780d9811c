import { describe, expect, it } from 'vitest';
import { lines, logged } from './lines.ts';

describe('a line', () => {
  it('is one JSON object with time, level, message and the fields', () => {
    expect(logged({ job: 'a', took: 12, list: [1, 2], none: null, at: new Date(0) })).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      message: 'hello',
      job: 'a',
      took: 12,
      list: [1, 2],
      none: null,
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('keeps its own time, level and message when a field has the same name', () => {
    expect(logged({ level: 'x', message: 'y' })).toMatchObject({ level: 'info', message: 'hello' });
  });

  it('is left out below the level', () => {
    const { log, written } = lines('warn');
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](level);
    expect(written.map((line) => JSON.parse(line).message)).toEqual(['warn', 'error']);
  });
});
