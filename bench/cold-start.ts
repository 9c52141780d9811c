/**
 * What a new sandbox costs: the bundle is loaded and the handler answers its first, empty call. Whole
 * processes are timed and a bare Node is subtracted, because that is what Lambda starts too.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildFunctions, type FunctionName, root } from '../infra/build/lambda.ts';
import { environment } from './ack.ts';
import { inTemporaryFolder } from './processes.ts';
import { median, type Row, round, type Suite } from './row.ts';

const run = promisify(execFile);
const times = 21;
const queueUrl = 'http://127.0.0.1:9/000000000000/jobs';

export const coldStart: Suite = {
  name: 'cold-start',
  run: () =>
    inTemporaryFolder(async (folder) => {
      const configPath = join(root, 'portolan.yaml');
      const whole = join(folder, 'whole');
      await buildFunctions(folder, { configPath });
      await buildFunctions(whole, { configPath, names: ['slack'], isWhole: true });
      const bare = await measure('');
      const front = (await measure(script('slack', join(folder, 'slack')))) - bare;
      const frontWhole = (await measure(script('slack', join(whole, 'slack')))) - bare;
      const worker = (await measure(script('worker', join(folder, 'worker')))) - bare;
      return rows({ bare, front, frontWhole, worker });
    }),
};

type Measured = Record<'bare' | 'front' | 'frontWhole' | 'worker', number>;

function rows({ bare, front, frontWhole, worker }: Measured): Row[] {
  const row = (name: string, ms: number): Row => ({
    suite: 'cold-start',
    name,
    values: { 'ms beyond bare Node': round(ms), 'ratio to the whole': round(ms / frontWhole, 2) },
  });
  const ratio = front / frontWhole;
  return [
    {
      suite: 'cold-start',
      name: 'bare Node',
      values: { 'ms beyond bare Node': `(${round(bare)} in all)` },
    },
    row('front with nothing left out', frontWhole),
    {
      ...row('front as built', front),
      aim: { text: 'at most half of the whole', met: ratio <= 0.5 },
    },
    row('worker', worker),
  ];
}

/** An unsigned request and an empty batch: both wait until the function has started. */
function script(name: FunctionName, folder: string): string {
  const call = name === 'slack' ? '{ headers: {} }' : '{ Records: [] }';
  const wanted = name === 'slack' ? 'r.statusCode !== 401' : 'r.batchItemFailures.length !== 0';
  return `require(${JSON.stringify(join(folder, 'index.js'))})
    .handler(${call}, {})
    .then((r) => process.exit(${wanted} ? 1 : 0));`;
}

async function measure(code: string): Promise<number> {
  const folder = /"(.*)\/index\.js"/.exec(code)?.[1] ?? '';
  const env = { ...process.env, ...environment(folder, queueUrl) };
  const all: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const began = performance.now();
    await run(process.execPath, ['-e', code], { env });
    all.push(performance.now() - began);
  }
  return median(all);
}
