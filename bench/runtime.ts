/**
 * From the start of the process to the first response, through AWS's own runtime client against a small
 * Runtime API on loopback. The client is a native addon that takes minutes to build, so it is no
 * dependency of ours: it is built once, beside node_modules' caches, and without a compiler skipped.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildFunctions, root } from '../infra/build/lambda.ts';
import { environment, signed } from './ack.ts';
import { inTemporaryFolder, start, told } from './processes.ts';
import { median, type Row, round, type Suite } from './row.ts';
import { firstResponse } from './sandbox.ts';

const times = 11;
const version = '4.0.2';
const home = join(root, 'node_modules/.cache/portolan-bench');
const client = join(home, 'node_modules/aws-lambda-ric/index.mjs');

export const runtime: Suite = {
  name: 'runtime',
  async run() {
    const problem = await install();
    if (problem) {
      process.stdout.write(`skipped: aws-lambda-ric could not be built here (${problem})\n`);
      return [];
    }
    return inTemporaryFolder(async (folder) => {
      const sqs = start('sqs-server.ts');
      try {
        const { url } = await told<{ url: string }>(sqs);
        return await compare(folder, url);
      } finally {
        sqs.disconnect();
      }
    });
  },
};

async function compare(folder: string, queueUrl: string): Promise<Row[]> {
  const configPath = join(root, 'portolan.yaml');
  const whole = join(folder, 'whole');
  await buildFunctions(folder, { configPath });
  await buildFunctions(whole, { configPath, names: ['slack'], isWhole: true });
  const all = await typical(join(whole, 'slack'), queueUrl, signed(1));
  const built = await typical(join(folder, 'slack'), queueUrl, signed(2));
  const worker = await typical(join(folder, 'worker'), queueUrl, { Records: [] });
  return [
    row('front with nothing left out, a signed command', all, all),
    row('front as built, a signed command', built, all),
    row('worker, an empty batch', worker, all),
  ];
}

const row = (name: string, ms: number, all: number): Row => ({
  suite: 'runtime',
  name,
  values: { 'start to first response ms': round(ms), 'ratio to the whole': round(ms / all, 2) },
});

/** @returns why not, or undefined when it is there */
async function install(): Promise<string | undefined> {
  if (existsSync(client)) return undefined;
  process.stdout.write('building aws-lambda-ric once (about two minutes)…\n');
  await mkdir(home, { recursive: true });
  const manifest = { private: true, allowScripts: { 'aws-lambda-ric': true } };
  await writeFile(join(home, 'package.json'), JSON.stringify(manifest));
  return promisify(execFile)('npm', ['install', `aws-lambda-ric@${version}`], { cwd: home }).then(
    () => undefined,
    (error: Error) => error.message.split('\n')[0],
  );
}

async function typical(folder: string, queueUrl: string, event: object): Promise<number> {
  const env = environment(folder, queueUrl);
  const all: number[] = [];
  for (let i = 0; i < times; i += 1) all.push(await firstResponse({ client, folder, env, event }));
  return median(all);
}
