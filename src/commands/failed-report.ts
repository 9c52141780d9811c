/** What people read when a question could not be answered. */
import { randomUUID } from 'node:crypto';
import { UserError } from '../errors.ts';
import type { Job } from '../job.ts';
import type { Log } from '../log.ts';
import { code, type Report } from '../report.ts';

export type Named = Pick<Job, 'id' | 'command'>;

/** What a Report has that says nothing yet. */
export const blank = {
  version: 1,
  sections: [],
  actions: [],
  data: {},
  notEvaluated: [],
} as const;

/** A UserError says what a person can do; anything else is a bug, and only the log sees it. */
export function failedReport({ id, command }: Named, error: unknown, log: Log): Report {
  if (error instanceof UserError) {
    const { kind, message, hint, suggestions, people, cause } = error;
    log[kind === 'unreadable' ? 'warn' : 'info']('answered with an error', {
      job: id,
      command,
      kind,
      cause,
    });
    return {
      ...blank,
      command,
      verdict: kind === 'unreadable' ? 'unknown' : 'problem',
      headline: message,
      actions: suggestions.map((line) => ({ label: line, command: line })),
      people,
      error: { kind, what: message, hint },
    };
  }
  const reference = randomUUID().slice(0, 8);
  log.error('a bug: unexpected error', { job: id, command, reference, error });
  const what = 'Something went wrong inside Portolan.';
  const hint = `Whoever runs it finds the cause in the log under ${code(reference)}.`;
  return {
    ...blank,
    command,
    verdict: 'unknown',
    headline: what,
    error: { kind: 'internal', what, hint, reference },
  };
}
