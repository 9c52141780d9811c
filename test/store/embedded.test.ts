import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedStore } from '../../src/store/embedded.ts';
import { storeContract } from './store.contract.ts';

let directory = '';
let files = 0;
const freshFile = () => join(directory, `${files++}`, 'store.db');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'portolan-store-'));
});
afterAll(() => rm(directory, { recursive: true }));

storeContract('the embedded store in memory', (now) => createEmbeddedStore({ now }));
storeContract('the embedded store on a file', (now) =>
  createEmbeddedStore({ path: freshFile(), now }),
);

describe('the embedded store', () => {
  it('in memory shares nothing with another one', async () => {
    const [one, other] = [createEmbeddedStore(), createEmbeddedStore()];
    await one.insert('a', 1);
    expect(await other.get('a')).toBeUndefined();
  });

  it('on a file keeps its entries, and lets nobody else read them', async () => {
    const path = freshFile();
    const first = createEmbeddedStore({ path });
    await first.insert('a', 1);
    const modes = await Promise.all(['', '-wal'].map((end) => stat(`${path}${end}`)));
    expect(modes.map(({ mode }) => mode & 0o077)).toEqual([0, 0]);
    await first.close();
    const second = createEmbeddedStore({ path });
    expect((await second.get('a'))?.value).toBe(1);
    await second.close();
  });

  it('sweeps expired entries out of its file in the end', async () => {
    const path = freshFile();
    let time = 0;
    const store = createEmbeddedStore({ path, now: () => new Date(time) });
    for (let n = 0; n < 600; n += 1) await store.insert(`old/${n}`, n, { ttl: 1 });
    time = 1000;
    for (let n = 0; n < 500; n += 1) await store.insert(`new/${n}`, n);
    await store.close();
    const database = new DatabaseSync(path);
    expect(database.prepare('SELECT count(*) AS n FROM entries').get()).toEqual({ n: 500 });
    database.close();
  });

  it('that cannot be opened names its file', async () => {
    const path = join(directory, 'no-database');
    await writeFile(path, 'hello, I am a text and long enough to be looked at');
    expect(() => createEmbeddedStore({ path })).toThrow(`open the store ${path}: `);
    expect(() => createEmbeddedStore({ path: join(path, 'below') })).toThrow('open the store');
    expect(await readFile(path, 'utf8')).toContain('hello');
  });

  it('of several processes on one file lets exactly one win each race', async () => {
    const path = freshFile();
    const rounds = 100;
    const racers = Array.from({ length: 3 }, () => fork(racerFile, [path, `${rounds}`]));
    await Promise.all(racers.map(said));
    const store = createEmbeddedStore({ path });
    await store.insert('count', 0);
    const results = racers.map(said);
    for (const racer of racers) racer.send('go');
    const won = (await Promise.all(results)).flat();
    expect(won).toHaveLength(rounds);
    expect(new Set(won).size).toBe(rounds);
    expect((await store.get('count'))?.value).toBe(racers.length * rounds);
    await store.close();
  });
});

const racerFile = join(import.meta.dirname, 'racer.ts');

async function said(racer: ChildProcess): Promise<unknown> {
  const gone = once(racer, 'exit').then(([code]) => {
    throw new Error(`the racer ended with ${code} before it said anything`);
  });
  const [message] = await Promise.race([once(racer, 'message'), gone]);
  return message;
}
