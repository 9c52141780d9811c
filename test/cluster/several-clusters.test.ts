import { inspect } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createAnswer } from '../../src/app.ts';
import { createKubernetes, type KubernetesOptions } from '../../src/cluster/kubernetes.ts';
import { commands } from '../../src/commands/registry.ts';
import { defaultConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { exitCode, type Report } from '../../src/report.ts';
import { typed } from '../typed.ts';
import { type Minting, minterToken, openMinting, reader } from './minted.ts';

/** The bot over two clusters, `shop` being the default. */
async function openTwo(options: KubernetesOptions = {}) {
  const [shop, other] = [await openMinting(), await openMinting()];
  const sources = { shop: shop.source, other: other.source };
  const clusters = createKubernetes(sources, options);
  onTestFinished(() => clusters.close());
  const lines: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => lines.push(line) });
  const config = { ...defaultConfig(), clusters: sources, defaultCluster: 'shop' };
  const answer = createAnswer({ config, clusters, commands, log });
  return { shop, other, lines, ask: (line: string) => answer(typed(line)) };
}

const line = 'endpoints web -n shop';

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const begin = performance.now();
  const result = await work();
  return { ms: performance.now() - begin, result };
}

test.each([
  { what: 'tokens do', match: { method: 'POST' } },
  { what: 'reads do', match: { method: 'GET' } },
])('a cluster whose $what not answer slows no other', async ({ match }) => {
  const { other, ask } = await openTwo({ callTimeoutMs: 1500 });
  await ask(line);
  const alone = await timed(() => ask(line));
  other.api.faults.add({ match, hang: true });
  const stuck = Array.from({ length: 20 }, () => timed(() => ask(`${line} --cluster other`)));
  const beside = await timed(() => ask(line));
  expect(exitCode(beside.result)).toBe(exitCode(alone.result));
  expect(beside.ms).toBeLessThan(alone.ms + 500);
  for (const { ms, result } of await Promise.all(stuck)) {
    expect(ms).toBeGreaterThan(1400);
    expect(exitCode(result)).toBe(3);
  }
});

const mintedIn = ({ shown }: Minting) => [...shown].filter((token) => token !== minterToken);

test('no token of one cluster is shown to another', async () => {
  const { shop, other, ask } = await openTwo();
  await Promise.all([ask(line), ask(`${line} --cluster other`)]);
  for (const minting of [shop, other]) {
    expect(minting.requested()).toBe(1);
    expect(new Set(minting.readers())).toEqual(new Set([reader]));
    expect(mintedIn(minting)).toHaveLength(1);
  }
  expect(mintedIn(shop)).not.toEqual(mintedIn(other));
});

test('ten commands in a row ask for one token', async () => {
  const { shop, ask } = await openTwo();
  for (let n = 0; n < 10; n++) expect(exitCode(await ask(line))).toBeLessThan(2);
  expect(shop.requested()).toBe(1);
});

test('no log line, report or error holds a token, whatever goes wrong', async () => {
  const { shop, lines, ask } = await openTwo({ callTimeoutMs: 100 });
  const { faults } = shop.api;
  const said: Report[] = [await ask(line)];
  const ailments = [{ status: 401 }, { status: 500 }, { drop: true }, { hang: true }];
  for (const method of ['GET', 'POST']) {
    for (const ailment of [...ailments, { status: 200, body: 'text' }, { status: 403, body: {} }]) {
      faults.add({ match: { method }, ...ailment });
      said.push(await ask(line));
      faults.clear();
    }
  }
  const all = [...lines, ...said.map((report) => inspect(report, { depth: 20 }))].join('\n');
  expect(lines.length).toBeGreaterThan(5);
  expect(mintedIn(shop).length).toBeGreaterThan(1);
  for (const token of shop.shown) expect(all).not.toContain(token);
  expect(all).not.toMatch(/eyJ|[Bb]earer/);
});
