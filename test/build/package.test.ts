/** The package for npm, packed and installed into an empty folder. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../infra/build/lambda.ts';
import { buildPackage } from '../../infra/build/npm-package.ts';

const execute = promisify(execFile);
let directory = '';
let empty = '';

/** Without the project's own folders of programs and modules. */
const env = { PATH: process.env.PATH ?? '', HOME: tmpdir(), npm_config_offline: 'true' };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'portolan-npm-'));
  empty = join(directory, 'empty');
  await buildPackage(join(directory, 'npm'));
  const pack = ['pack', './npm', '--pack-destination', '.'];
  const { stdout } = await execute('npm', pack, { cwd: directory, env });
  const file = stdout.trim().split('\n').at(-1) ?? '';
  const install = ['install', '--prefix', empty, '--no-audit', '--no-fund', join(directory, file)];
  await execute('npm', install, { cwd: directory, env });
}, 60_000);
afterAll(() => rm(directory, { recursive: true }));

const portolan = (...args: string[]) =>
  execute(process.execPath, [join(empty, 'node_modules/.bin/portolan'), ...args], {
    cwd: empty,
    env,
  });

describe('installed from npm into an empty folder', () => {
  test('it brings nothing else along', async () => {
    const lock = JSON.parse(await readFile(join(empty, 'package-lock.json'), 'utf8'));
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/portolan']);
  });

  test('it says its version and what can be asked', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect((await portolan('--version')).stdout).toBe(`${version}\n`);
    expect((await portolan('--help')).stdout).toMatch(/endpoints/);
  });

  test('it answers from the demo cluster, in JSON', async () => {
    const args = ['endpoints', 'api-service', '-n', 'shop', '--demo', '-o', 'json'];
    const { stdout } = await portolan(...args);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, command: 'endpoints', verdict: 'ok' });
  });

  test('a question it does not understand ends with 2 and no stack', async () => {
    const failed = await portolan('endpiont').catch((error) => error);
    expect(failed).toMatchObject({ code: 2, stderr: '' });
    expect(failed.stdout).toMatch(/no command `endpiont`/);
  });

  test('the licences of what it is made of come along', async () => {
    const path = join(empty, 'node_modules/portolan');
    const text = await readFile(join(path, 'LICENSES-OF-OTHERS.txt'), 'utf8');
    expect(text).toMatch(/^@kubernetes\/client-node 2\.\S+ \(Apache-2\.0\)$/m);
    expect(text).toMatch(/^zod 4\.\S+ \(MIT\)$/m);
    expect((await stat(join(path, 'LICENSE'))).size).toBeGreaterThan(10_000);
  });
});

test('an old Node gets one sentence', async () => {
  const launcher = await readFile(join(directory, 'npm/portolan.cjs'), 'utf8');
  const written: string[] = [];
  const process = {
    versions: { node: '20.20.2' },
    stderr: { write: (line: string) => written.push(line) },
    exitCode: 0,
  };
  runInNewContext(launcher.replace(/^#!.*/, ''), { process });
  expect(written).toEqual(['portolan needs Node 22.19 or newer; this is Node 20.20.2.\n']);
  expect(process.exitCode).toBe(2);
});
