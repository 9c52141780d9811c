/** What the log writes, read back. */
import { expect } from 'vitest';
import { createLog, type Fields, type Level } from '../../src/log.ts';

export function lines(level?: Level) {
  const written: string[] = [];
  const write = (line: string) => void written.push(line);
  const log = createLog({ write, now: () => new Date(0), ...(level ? { level } : {}) });
  return { log, written };
}

/** The one line that a message with these fields becomes. */
export function logged(fields: Fields, message = 'hello'): Record<string, unknown> {
  const { log, written } = lines();
  log.info(message, fields);
  expect(written).toHaveLength(1);
  expect(written[0]).not.toContain('\n');
  return JSON.parse(written[0] ?? '');
}
