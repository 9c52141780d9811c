/** What the README tells people to type exists. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { parseConfig } from '../../src/config-parse.ts';
import { parseLine } from '../../src/slack/slash.ts';
import { terminalOptionSpecs } from '../../src/terminal/cli.ts';
import { filesOf, root, textOf } from '../architecture/tree.ts';

const pages = ['README.md', 'CONTRIBUTING.md', ...filesOf('docs/**/*.md')];
const everything = pages.map((path) => textOf(path)).join('\n');
const readme = textOf('README.md');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'));

const lines = [...readme.matchAll(/npx portolan ([^#\n]+)/g)].map(([, line = '']) => line.trim());

test.each(lines)('`npx portolan %s` can be asked', (line) => {
  expect(parseLine(line, commands, terminalOptionSpecs).command).toBeDefined();
});

test('every npm script that is named exists', () => {
  const runs = [...everything.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
  const known = ['start', 'test'].filter((name) => everything.includes(`npm ${name}`));
  expect(known).toHaveLength(2);
  expect([...runs, ...known].filter((name) => !scripts[name])).toEqual([]);
});

test('every file and folder that is named exists', () => {
  const named = [
    ...everything.matchAll(/(?:`|\]\()((?:src|docs|infra|test|handlers|\.ci)\/[\w./-]*)/g),
  ];
  const wanted = new Set(named.map(([, path = '']) => path));
  const later = new Set(['docs/picture.png', 'src/checks/', 'src/canary/']);
  expect([...wanted].filter((path) => !later.has(path) && !existsSync(`${root}${path}`))).toEqual(
    [],
  );
});

test('the configuration it shows is one', () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(parseConfig(yaml, 'README.md').defaultCluster).toBe('main');
});

test('the policy it shows is one', () => {
  const [, yaml = ''] = /```yaml\n(policy:\n[\s\S]*?)```/.exec(readme) ?? [];
  const text = `version: 1\nclusters: { main: {} }\n${yaml}`;
  expect(parseConfig(text, 'README.md').policy?.rules).toHaveLength(2);
});

test('every command is in the table of what can be asked', () => {
  const missing = commands.filter(
    ({ name, isInternal }) => !isInternal && !readme.includes(`| \`${name}`),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});
