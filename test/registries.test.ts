/** In a folder with a registry, the list and the files agree: what is not listed does not exist. */
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { providers } from '../src/canary/registry.ts';
import { auditRules } from '../src/checks/audit/registry.ts';
import { allChecks } from '../src/checks/registry.ts';
import { commands } from '../src/commands/registry.ts';
import { kinds } from '../src/objects/registry.ts';
import { controllers } from '../src/playground/cluster/controllers/registry.ts';
import { createWorld } from '../src/playground/cluster/controllers/world.ts';
import { createStorage } from '../src/playground/cluster/memory.ts';
import { createResources } from '../src/playground/cluster/resources.ts';
import { readFolders } from './architecture/registries.ts';

const folders = readFolders();
const found = new Map(folders.map((folder) => [folder.path, folder]));

test('the folders with a registry are found', () => {
  const some = ['src/commands', 'src/objects', 'src/playground/cluster/controllers'];
  expect([...found.keys()]).toEqual(expect.arrayContaining(some));
});

test.each(folders)('every item in $path is in its registry', ({ items, registered }) => {
  expect(items.filter((file) => !registered.includes(file))).toEqual([]);
});

/** Where the checker cannot tell an item by its type, a file nobody beside it imports is one. */
test.each(folders.filter(({ items }) => items.length === 0))(
  'no file in $path is forgotten',
  ({ alone }) => {
    expect(alone).toEqual([]);
  },
);

/** CamelCase and dots as file names are written. */
const kebab = (name: string) =>
  name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();

const storage = createStorage();
const world = createWorld(storage, createResources(), () => new Date());
const names: [folder: string, names: string[]][] = [
  ['src/canary', providers.map(({ name }) => name)],
  ['src/commands', commands.map(({ name }) => name)],
  ['src/checks', allChecks.map(({ id }) => id)],
  ['src/checks/audit', auditRules.map(({ id }) => id)],
  ['src/objects', Object.values(kinds).map(({ kind }) => kind)],
  ['src/playground/cluster/controllers', controllers.map((make) => make(world).name)],
];

test.each(names)('in %s the file is named like the item', (path, all) => {
  const files = found.get(path)?.registered ?? [];
  const expected = all.map((name) => posix.join(path, `${kebab(name)}.ts`));
  expect(files.toSorted()).toEqual(expected.toSorted());
});

test.each(names)('in %s no name is taken twice', (_, all) => {
  expect(new Set(all).size).toBe(all.length);
});
