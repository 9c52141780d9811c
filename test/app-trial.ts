/** A command that does what its word says, and an app around it with a real store. */
import { beforeEach } from 'vitest';
import * as z from 'zod';
import { type Accept, type App, createAccept, createAnswer, createApp } from '../src/app.ts';
import { createKubernetes } from '../src/cluster/kubernetes.ts';
import { defineCommand, reportOf } from '../src/commands/command.ts';
import { commands as ours } from '../src/commands/registry.ts';
import { Config } from '../src/config.ts';
import { UserError } from '../src/errors.ts';
import type { Job } from '../src/job.ts';
import { createLog } from '../src/log.ts';
import type { Report } from '../src/report.ts';
import { parseLine } from '../src/slack/slash.ts';
import { createEmbeddedStore } from '../src/store/embedded.ts';

const config = Config.parse({
  version: 1,
  clusters: { main: { server: 'http://127.0.0.1:1' }, other: { server: 'http://127.0.0.1:1' } },
  slack: {
    teams: ['T1'],
    channels: { C1: { cluster: 'main', namespace: 'shop' }, C2: { cluster: 'other' }, C3: {} },
  },
});

const trial = defineCommand({
  name: 'trial',
  summary: 'Try',
  positionals: ['how'],
  options: {},
  examples: ['trial well'],
  args: z.strictObject({ how: z.string() }),
  access: 'read',
  needs: ['services'],
  async run(request) {
    world.ran++;
    const { how } = request.args;
    if (how === 'user-error') {
      const words = { what: 'No.', hint: 'Try again.', suggestions: ['trial well'] };
      throw new UserError('not-found', words);
    }
    if (how === 'bug') throw new TypeError('secret-in-stack is undefined');
    if (how === 'pods') await request.cluster.read([{ kind: 'pods' }]);
    const data = { fallback: request.fallbackNamespace ?? null };
    return reportOf(request, { verdict: 'ok', headline: 'Well.', data });
  },
});

const commands = [trial, ...ours];

const begin = new Date('2026-03-01T10:00:00Z');

interface World {
  /** How often the command ran. */
  ran: number;
  lines: string[];
  now: Date;
  app: App;
  accept: Accept;
  answer: (job: Job) => Promise<Report>;
}

function deps() {
  const clusters = createKubernetes(config.clusters);
  const log = createLog({ write: (line) => world.lines.push(line) });
  const store = createEmbeddedStore({ now: () => world.now });
  return { config, clusters, commands, log, store, now: () => world.now };
}

export const world: World = { ...fresh(), ...built() };

function fresh() {
  return { ran: 0, lines: [] as string[], now: begin };
}

function built() {
  return { app: createApp(deps()), accept: createAccept(deps()), answer: createAnswer(deps()) };
}

/** A new one for each test of the file. */
export function startWorld(): World {
  beforeEach(() => {
    Object.assign(world, fresh(), built());
  });
  return world;
}

export interface From {
  team?: string;
  channel?: string;
}

export function jobOf(line: string, { team = 'T1', channel = 'C1' }: From = {}): Job {
  const { command, args, scope, text } = parseLine(line, commands, {});
  return {
    version: 1,
    id: `slash/${line}`,
    command: command.name,
    args,
    scope,
    text,
    asker: { kind: 'slack', team, user: 'U1' },
    reply: { kind: 'slack', channel, private: false },
    askedAt: begin.toISOString(),
  };
}
