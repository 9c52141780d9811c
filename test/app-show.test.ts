/** What a command shows on its way to the answer. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { createAnswer, createApp, type Voice } from '../src/app.ts';
import { createKubernetes } from '../src/cluster/kubernetes.ts';
import { defineCommand, reportOf } from '../src/commands/command.ts';
import { Config } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import type { Report } from '../src/report.ts';
import { createEmbeddedStore } from '../src/store/embedded.ts';
import { slackJob } from './slack/blocks.examples.ts';

const look = defineCommand({
  name: 'look',
  summary: 'Look',
  positionals: [],
  options: {},
  examples: ['look'],
  args: z.strictObject({}),
  access: 'read',
  needs: ['services'],
  async run(request) {
    request.show?.(reportOf(request, { verdict: 'ok', headline: 'Half of it.' }));
    const headline = request.show ? 'All of it, watched.' : 'All of it, unwatched.';
    return reportOf(request, { verdict: 'ok', headline });
  },
});

const job = { ...slackJob, command: 'look', scope: {}, args: {}, text: 'look' };

function world() {
  const lines: string[] = [];
  const config = Config.parse({
    version: 1,
    clusters: { main: { server: 'http://127.0.0.1:1' } },
    slack: { teams: ['T0ACME001'], channels: { C0INCIDEN: {} } },
  });
  const log = createLog({ write: (line) => lines.push(line) });
  const now = () => new Date();
  const [clusters, store] = [createKubernetes(config.clusters), createEmbeddedStore({ now })];
  return { lines, deps: { config, clusters, store, log, now, commands: [look] } };
}

async function answered(show: Voice['show']) {
  const { lines, deps } = world();
  const finished: string[] = [];
  const finish: Voice['finish'] = async ({ headline }) => {
    finished.push(headline);
    return { kind: 'done' };
  };
  const outcome = await createApp(deps).run(job, () => ({ show, finish }));
  return { lines, finished, outcome };
}

test('is never taken for the answer', async () => {
  const shown: Report[] = [];
  const { finished } = await answered((report) => shown.push(report));
  expect(shown).toMatchObject([
    { isPending: true, headline: '`look`: asking the cluster' },
    { isPending: true, headline: 'Half of it.' },
  ]);
  expect(finished).toEqual(['All of it, watched.']);
});

test('costs no answer when it cannot be shown', async () => {
  const { lines, finished, outcome } = await answered(({ headline }) => {
    if (headline === 'Half of it.') throw new Error('no voice');
  });
  expect([finished, outcome]).toEqual([['All of it, watched.'], { kind: 'done' }]);
  expect(lines.join()).toContain('no voice');
});

test('is for nobody where nobody watches', async () => {
  const { headline } = await createAnswer(world().deps)(job);
  expect(headline).toBe('All of it, unwatched.');
});
