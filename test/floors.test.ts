/** Imports go down only. The plan is `architecture/floors.ts`; the words are in ARCHITECTURE. */
import { expect, test } from 'vitest';
import { cycles } from './architecture/cycles.ts';
import { breaches, floorOf } from './architecture/floors.ts';
import { readSource } from './architecture/source.ts';
import { sourcesOf } from './architecture/tree.ts';

const sources = sourcesOf('src/**/*.{ts,tsx}', 'handlers/**/*.ts');

test('no file imports or uses what its floor may not', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(breaches(sources)).toEqual([]);
});

/** Where the log cannot be had, and why. */
const consoles: Record<string, string> = {
  'src/playground/page/api.ts': 'runs in the browser',
};

test('nothing is written to the console beside the log', () => {
  const found = sources.filter(({ path, consoleLines }) => consoleLines.length && !consoles[path]);
  expect(found.map(({ path, consoleLines }) => `${path}:${consoleLines}`)).toEqual([]);
});

/** Types that mention each other: harmless at run time, listed so that none joins unseen. */
const circlesOfTypes: RegExp[] = [
  /^src\/playground\/cluster\/(built-in-resources|custom-resources|resources|storage)\.ts$/,
  /^src\/playground\/cluster\/(cluster|logs)\.ts$/,
  /^src\/playground\/page\/[a-z-]+\.tsx?$/,
  /^src\/playground\/page\/blocks\/[a-z-]+\.tsx$/,
  /^src\/slack\/(quietly|voice)\.ts$/,
];

test('no imports run in a circle', () => {
  expect(cycles(sources, { withTypes: false })).toEqual([]);
});

test('types that mention each other across files are the known ones', () => {
  const unknown = cycles(sources, { withTypes: true }).filter(
    (found) => !circlesOfTypes.some((known) => found.every((path) => known.test(path))),
  );
  expect(unknown).toEqual([]);
});

const planted: [breach: string, path: string, text: string][] = [
  ['an upward edge', 'src/network/x.ts', "import { app } from '../app.ts';"],
  ['an upward edge, of types', 'src/report.ts', "import type { A } from './app.ts';"],
  ['an upward edge, loaded late', 'src/store/x.ts', "await import('../commands/registry.ts');"],
  ['an upward edge, passed on', 'src/commands/x.ts', "export * from '../slack/slash.ts';"],
  ['an upward edge inside a type', 'src/log.ts', "type A = import('./app.ts').App;"],
  ['a door that knows a rule', 'src/cluster/x.ts', "import { a } from '../network/a.ts';"],
  ['a rule that knows a door', 'src/network/x.ts', "import { a } from '../cluster/a.ts';"],
  ['a sibling on floor 1', 'src/network/x.ts', "import { a } from '../checks/a.ts';"],
  ['a sibling of access', 'src/access/x.ts', "import { a } from '../network/a.ts';"],
  [
    'an emulator that knows our rules',
    'src/playground/cluster/x.ts',
    "import '../../network/a.ts';",
  ],
  ['an emulator that leaves its folder', 'src/playground/cluster/x.ts', "import '../demo.ts';"],
  ['the client outside its door', 'src/app.ts', "import { V1Pod } from '@kubernetes/client-node';"],
  [
    'a type imported as a value',
    'src/app.ts',
    "import { type V1Pod } from '@kubernetes/client-node';",
  ],
  ['Slack in a command', 'src/commands/x.ts', "import { WebClient } from '@slack/web-api';"],
  ['AWS in a command', 'src/commands/x.ts', "import { SQS } from '@aws-sdk/client-sqs';"],
  ['a computed import', 'src/app.ts', 'const a = await import(name);'],
  ['no extension', 'src/app.ts', "import { code } from './report';"],
  ['a file on no floor', 'src/utils.ts', ''],
  ['a clock module', 'src/checks/x.ts', "import { setTimeout } from 'node:timers/promises';"],
  ['waiting', 'src/checks/x.ts', 'export const f = async () => { await g(); };'],
  ['the clock', 'src/network/x.ts', 'const now = new Date();'],
  ['the clock, in numbers', 'src/incidents/x.ts', 'const now = Date.now();'],
  ['the environment', 'src/access/x.ts', 'const home = process.env.HOME;'],
  ['the network', 'src/canary/x.ts', "void fetch('http://a');"],
  ['chance', 'src/canary/x.ts', 'const a = { share: Math.random() };'],
];

test.each(planted)('the wall sees %s', (_, path, text) => {
  expect(breaches([readSource(path, text)])).not.toEqual([]);
});

const harmless: [what: string, path: string, text: string][] = [
  ['a downward edge', 'src/app.ts', "import { code } from './report.ts';"],
  ['checks using network', 'src/checks/x.ts', "import { a } from '../network/a.ts';"],
  ['types of the client', 'src/app.ts', "import type { V1Pod } from '@kubernetes/client-node';"],
  ['a field named fetch', 'src/network/x.ts', 'const a = { fetch: 1 }; a.fetch; a.process;'],
  ['a date that was read', 'src/network/x.ts', 'const a = new Date(text); Date.parse(text);'],
  ['an import in a comment', 'src/network/x.ts', "// import { app } from '../app.ts';"],
  ['an import in a string', 'src/network/x.ts', 'const a = `import "../app.ts"`;'],
];

test.each(harmless)('the wall lets %s pass', (_, path, text) => {
  expect(breaches([readSource(path, text)])).toEqual([]);
});

test('the wall sees a circle, and tells one of types from one at run time', () => {
  const ring = [
    readSource('src/a.ts', "import { b } from './b.ts';"),
    readSource('src/b.ts', "import { c } from './c.ts';"),
    readSource('src/c.ts', "import type { A } from './a.ts';"),
    readSource('src/d.ts', "import { a } from './a.ts';"),
  ];
  expect(cycles(ring, { withTypes: false })).toEqual([]);
  expect(cycles(ring, { withTypes: true })).toEqual([['src/a.ts', 'src/b.ts', 'src/c.ts']]);
});

test('the wall sees the console, but not a word of it', () => {
  const text = "// console.log\nconst a = 'console.log';\nconsole.log(a);";
  expect(readSource('src/app.ts', text).consoleLines).toEqual([3]);
});

test('floor 0 is the words, floor 5 the ways in', () => {
  expect(
    ['src/objects/pod.ts', 'src/claims.ts', 'src/terminal/cli.ts', 'handlers/cli.ts'].map(floorOf),
  ).toEqual([0, 3, 4, 5]);
});
