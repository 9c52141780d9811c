/** A journal with a few changes in it, and `history` asked in Slack about it. */
import { beforeEach } from 'vitest';
import type { Change } from '../../src/access/change.ts';
import { entriesOf, entryOf, type Happening } from '../../src/access/journal.ts';
import { createApp } from '../../src/app.ts';
import { openChange } from '../../src/changes.ts';
import { createKubernetes } from '../../src/cluster/kubernetes.ts';
import { commands } from '../../src/commands/registry.ts';
import { Config } from '../../src/config.ts';
import type { Job } from '../../src/job.ts';
import { appendJournal } from '../../src/journal.ts';
import { createLog } from '../../src/log.ts';
import type { Report } from '../../src/report.ts';
import { parseLine } from '../../src/slack/slash.ts';
import { createEmbeddedStore } from '../../src/store/embedded.ts';
import type { Store } from '../../src/store/store.ts';
import * as c from '../access/changes.examples.ts';

const config = Config.parse({
  version: 1,
  clusters: { main: { server: 'http://127.0.0.1:1' }, staging: { server: 'http://127.0.0.1:1' } },
  slack: { teams: ['T1'], channels: { C1: { cluster: 'main' }, C2: { cluster: 'staging' } } },
});
const now = new Date(c.minute(60));

let store: Store;
let asked = 0;

/** Filled anew for each test of the file. */
export function startJournal(): void {
  beforeEach(async () => {
    store = createEmbeddedStore({ now: () => now });
    await tellAll();
  });
}

export async function tell(change: Change, ...more: Happening[]): Promise<void> {
  await openChange(store, change);
  const others = more.map((happening) => entryOf(change, c.planned, happening));
  await appendJournal(store, [...entriesOf(change, c.planned), ...others]);
}

/** Four changes of two objects, and one in another cluster. */
async function tellAll(): Promise<void> {
  const first = c.exampleChange({ reason: 'the new one is fast', needed: 2 });
  const applied = c.following(first, c.approve(c.grace), c.approve(c.linus, 4), c.end());
  const sent = { event: 'writing', at: c.minute(4.2) } as const;
  await tell(applied, sent, { event: 'written', at: c.minute(4.5) });
  const at = (minutes: number) => ({
    requestedAt: c.minute(minutes),
    expiresAt: c.minute(minutes + 15),
  });
  const second = c.exampleChange({ id: 'ch-22222222', ...at(-300), requester: c.grace });
  await tell(c.following(second, c.reject(c.linus, -290)));
  await tell(c.exampleChange({ id: 'ch-33333333', ...at(50), target: 'web/front-canary' }));
  const old = c.exampleChange({ id: 'ch-44444444', ...at(-20 * 24 * 60) });
  await tell(c.following(old, c.expire(-20 * 24 * 60 + 15)));
  await tell(c.exampleChange({ id: 'ch-55555555', cluster: 'staging' }));
}

/** @param policy as the configuration would have it */
export async function ask(line: string, channel = 'C1', policy?: Config['policy']) {
  const reports: Report[] = [];
  const app = createApp({
    config: { ...config, ...(policy && { policy }) },
    commands,
    clusters: createKubernetes(config.clusters),
    log: createLog({ level: 'error' }),
    store,
    now: () => now,
    changing: { memberships: { of: async () => new Map() }, later: async () => undefined },
  });
  await app.run(jobOf(line, channel), () => ({
    show: () => undefined,
    async finish(report) {
      reports.push(report);
      return { kind: 'done' };
    },
  }));
  const [report] = reports;
  if (!report) throw new Error('there was no answer');
  return report;
}

function jobOf(line: string, channel: string): Job {
  const { command, args, scope, text } = parseLine(line, commands, {});
  return {
    version: 1,
    id: `slash/${asked++}`,
    command: command.name,
    args,
    scope,
    text,
    asker: { kind: 'slack', ...c.ada },
    reply: { kind: 'slack', channel, private: false },
    askedAt: now.toISOString(),
  };
}
