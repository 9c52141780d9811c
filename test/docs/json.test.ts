/** `docs/json.md` says what the commands say: same fields, same types, none left out. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnswer } from '../../src/app.ts';
import { createKubernetes, type KubernetesClusters } from '../../src/cluster/kubernetes.ts';
import { commands } from '../../src/commands/registry.ts';
import { defaultConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import { toJson } from '../../src/report.ts';
import { textOf } from '../architecture/tree.ts';
import { typed } from '../typed.ts';

const page = textOf('docs/json.md');
const examples = [...page.matchAll(/^```json (.+)\n([\s\S]*?)^```$/gm)].map(
  ([, line = '', text = '']) => ({ line, documented: JSON.parse(text) }),
);

let demo: Demo;
let clusters: KubernetesClusters;

beforeAll(async () => {
  demo = await startDemo({ scenario: 'shop' });
  clusters = createKubernetes({ demo: demo.source });
});
afterAll(async () => {
  await clusters.close();
  await demo.close();
});

async function real(line: string): Promise<unknown> {
  const config = { ...defaultConfig(), clusters: { demo: demo.source } };
  const log = createLog({ level: 'error' });
  const answer = createAnswer({ config, clusters, commands, log });
  return JSON.parse(JSON.stringify(toJson(await answer(typed(line)))));
}

/** Every field with its type, such as `service.ports[].port: number`; arrays count as one. */
function shape(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => shape(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeName(value)}`];
  if (path.endsWith('selector')) return [`${path}: object`];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [at, ...shape(inner, at)];
  });
}

const typeName = (value: unknown) => (value === null ? 'null' : typeof value);
const fields = (value: unknown) => new Set(shape(value).filter((one) => !one.includes(': ')));

test('there is an example for every command that asks a cluster, for explain and an error', () => {
  expect(examples.map(({ documented }) => documented.command)).toEqual([
    'check',
    'audit',
    'explain',
    'endpoints',
    'dns',
    'list',
    'trace',
    'canary',
    'canary',
    'canary',
    'policy',
    'endpoints',
  ]);
});

test.each(examples)('`$line` has the fields that are documented', async ({ line, documented }) => {
  expect(fields(await real(line))).toEqual(fields(documented));
});

test.each(examples)('`$line` has the types that are documented', async ({ line, documented }) => {
  const known = shape(documented).filter((one) => one.includes(': '));
  const found = new Set(shape(await real(line)));
  expect(known.filter((one) => !found.has(one))).toEqual([]);
});

test.each(examples)(
  '`$line` says the same as the page, numbers of a run apart',
  async (example) => {
    const { verdict, headline, error, version } = example.documented;
    expect(await real(example.line)).toMatchObject({
      version,
      verdict,
      headline,
      ...(error && { error }),
    });
  },
);

test('every field of every answer is explained or shown on the page', async () => {
  const services = JSON.parse(JSON.stringify(await real('list -A'))).services;
  const answers = [];
  for (const { namespace, name } of services)
    for (const command of ['endpoints', 'dns'])
      answers.push(await real(`${command} ${namespace}/${name}`));
  for (const host of ['shop', 'gateway.shop', 'traefik.shop', 'alb.shop', 'shpo'])
    answers.push(await real(`trace ${host}.example.com/api/cart`));
  const names = answers.flatMap((answer) =>
    [...fields(answer)].map((path) => path.split('.').at(-1)),
  );
  const missing = [...new Set(names)].filter((name) => !new RegExp(`[\`"]${name}[\`"]`).test(page));
  expect(missing).toEqual([]);
});
