/** A line as somebody would type it in a terminal, as a Job. */
import { randomUUID } from 'node:crypto';
import { commands } from '../src/commands/registry.ts';
import type { Job } from '../src/job.ts';
import { parseLine } from '../src/slack/slash.ts';

export function typed(line: string): Job {
  const { command, args, scope, text } = parseLine(line, commands, {});
  return {
    version: 1,
    id: `test/${line}`,
    command: command.name,
    args,
    scope,
    text,
    asker: { kind: 'terminal', user: 'test' },
    reply: { kind: 'terminal' },
    askedAt: new Date().toISOString(),
  };
}

/** The same in Slack, by somebody of the team `T0TEST001` in the channel `C0TEST001`. */
export function typedInSlack(line: string, user: string): Job {
  return {
    ...typed(line),
    id: `test/${randomUUID()}`,
    asker: { kind: 'slack', team: 'T0TEST001', user },
    reply: { kind: 'slack', channel: 'C0TEST001', private: false },
  };
}
