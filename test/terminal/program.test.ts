/** `handlers/cli.ts` as a shell starts it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

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
