/** `npm run bench [suite…]`: a table to the screen, the same as JSON to bench/results.json. */
import { writeFile } from 'node:fs/promises';
import { cpus, platform } from 'node:os';
import { suites } from './registry.ts';
import type { Row } from './row.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  const known = suites.map(({ name }) => name).join(', ');
  process.stderr.write(`There is no suite ${unknown.join(', ')}. There are: ${known}.\n`);
  process.exit(2);
}

const rows: Row[] = [];
for (const suite of suites) {
  if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
  process.stdout.write(`\n${suite.name}\n`);
  const measured = await suite.run();
  console.table(Object.fromEntries(measured.map((row) => [row.name, printed(row)])));
  rows.push(...measured);
}
const machine = { cores: cpus().length, platform: platform(), node: process.version };
const file = new URL('results.json', import.meta.url);
await writeFile(file, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
process.stdout.write('\nAlso in bench/results.json.\n');

function printed({ values, aim }: Row): Record<string, string | number> {
  return aim ? { ...values, aim: `${aim.text}: ${aim.met ? 'met' : 'missed'}` } : values;
}
