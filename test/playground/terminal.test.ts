/** `npm start` as a shell runs it, when it cannot start: a sentence, what to do, and an end. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../handlers/playground.ts', import.meta.url));
const start = (...words: string[]) =>
  promisify(execFile)(process.execPath, [program, '--no-open', ...words], { timeout: 15_000 }).then(
    () => ({ code: 0, stderr: '' }),
    ({ code, stderr }) => ({ code, stderr }),
  );

test('a port that is in use is told, with how to take a free one', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const result = await start('--port', String(port));
  other.close();
  expect(result).toEqual({
    code: 2,
    stderr: `Port ${port} is in use.\nChoose another one; npm start -- --port 0 takes a free one.\n`,
  });
});

test.each([
  [['--port', '80a'], /^There is no port 80a\.\nA port is a number from 1 to 65535/],
  [['--port', '65536'], /^There is no port 65536\.\n/],
  [['--prot', '80'], /^Unknown option '--prot'\.\nUse: npm start/],
  [['--scenario', 'helthy'], /^There is no scenario helthy\.\n.*healthy/],
])('%j is told with what is right', async (words, says) => {
  const { code, stderr } = await start(...words);
  expect(stderr).toMatch(says);
  expect(code).toBe(2);
});
