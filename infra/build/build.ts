/**
 * `npm run build`: the functions and the npm package into `dist/`, and a table of what they weigh.
 * The configuration is PORTOLAN_CONFIG, else ./portolan.yaml.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UserError } from '../../src/errors.ts';
import { buildFunctions, root } from './lambda.ts';
import { buildPackage } from './npm-package.ts';

const out = join(root, 'dist');

try {
  rmSync(out, { recursive: true, force: true });
  const configPath = process.env.PORTOLAN_CONFIG || join(root, 'portolan.yaml');
  const [remarks] = await Promise.all([
    buildFunctions(out, { configPath }),
    buildPackage(join(out, 'npm')),
  ]);
  process.stdout.write(table(['slack', 'worker', 'npm'].map(weigh)));
  for (const remark of remarks) process.stdout.write(`! ${remark}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint}\n`);
  process.exitCode = 2;
}

interface Weight {
  name: string;
  bytes: number;
  zipped: number;
}

/** What is shipped; source maps are not. */
function weigh(name: string): Weight {
  const folder = join(out, name);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile() && !file.endsWith('.map'));
  const texts = files.map((file) => readFileSync(file));
  const sum = (sizes: number[]) => sizes.reduce((all, size) => all + size, 0);
  return {
    name: `dist/${name}`,
    bytes: sum(texts.map((text) => text.length)),
    zipped: sum(texts.map((text) => gzipSync(text).length)),
  };
}

function table(weights: Weight[]): string {
  const kib = (bytes: number) => `${Math.ceil(bytes / 1024)} KiB`.padStart(10);
  const rows = weights.map(
    ({ name, bytes, zipped }) => `${name.padEnd(12)}${kib(bytes)}${kib(zipped)}`,
  );
  return `${[`${''.padEnd(12)}${'size'.padStart(10)}${'zipped'.padStart(10)}`, ...rows].join('\n')}\n`;
}
