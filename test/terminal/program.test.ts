/** `handlers/cli.ts` as a shell starts it. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const cli = fileURLToPath(new URL('../../handlers/cli.ts', import.meta.url));
const spawn = (...words: string[]) =>
  promisify(execFile)(process.execPath, [cli, ...words]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );

test.each([
  [['endpoints', 'shop/search', '--demo'], 1, /^✗ `shop\/search`: 0 of 2 endpoints ready/],
  [['list', '-n', 'shop', '--demo', '-o', 'json'], 0, /^\{\n {2}"version": 1,/],
  [['endpoints', '--demo'], 2, /^! `endpoints` needs a service\./],
])('%j', async (words, code, first) => {
  const result = await spawn(...words);
  expect([result.code, result.stderr]).toEqual([code, '']);
  expect(result.stdout).toMatch(first);
});

test('Ctrl+C leaves nothing of the embedded cluster behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-program-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const env = { ...process.env, TMPDIR: folder };
  const program = execFile(process.execPath, [cli, 'list', '-A', '--demo'], { env });
  await expect.poll(() => readdir(folder), { interval: 5, timeout: 10_000 }).toHaveLength(1);
  program.kill('SIGINT');
  await once(program, 'exit');
  expect(await readdir(folder)).toEqual([]);
});
