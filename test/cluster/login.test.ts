import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import {
  clustersFor,
  doorTo,
  emptyList,
  failureOf,
  fileWith,
  kubeconfig,
  openRecorded,
  serve,
  trailOf,
} from './fixtures.ts';

const pods = { kind: 'pods', namespace: 'shop' } as const;
afterEach(() => vi.unstubAllEnvs());

/** A server that tells whom it was asked by. */
async function serveAndListen() {
  const asked: (string | undefined)[] = [];
  const server = await serve((request, response) => {
    asked.push(request.headers.authorization);
    emptyList(request, response);
  });
  return { server, asked };
}

test('a kubeconfig is read with its current context', async () => {
  const { api } = await openRecorded();
  const file = await fileWith(kubeconfig({ server: api.url, user: { token: api.adminToken } }));
  expect((await doorTo({ kubeconfig: file }).read([pods])).gaps).toEqual([]);
});

test('a context of several files is found, and the first of a name wins', async () => {
  const { server, asked } = await serveAndListen();
  const first = await fileWith(kubeconfig({ server, user: { token: 'first' } }));
  const second = await fileWith(kubeconfig({ server, user: { token: 'second' } }));
  const other = await fileWith(kubeconfig({ server, user: { token: 'other' }, name: 'other' }));
  vi.stubEnv('KUBECONFIG', ['/nowhere/config', first, second, other].join(delimiter));
  await doorTo({}).read([pods]);
  await doorTo({ context: 'other' }).read([pods]);
  expect(asked).toEqual(['Bearer first', 'Bearer other']);
});

test('without a name the kubeconfig of the home directory is read', async () => {
  const { server, asked } = await serveAndListen();
  const file = await fileWith(kubeconfig({ server, user: { token: 'mine' } }), 'elsewhere');
  const home = dirname(file);
  await mkdir(join(home, '.kube'));
  await writeFile(join(home, '.kube', 'config'), kubeconfig({ server, user: { token: 'home' } }));
  vi.stubEnv('KUBECONFIG', '');
  vi.stubEnv('HOME', home);
  await doorTo({}).read([pods]);
  await doorTo({ kubeconfig: '~/elsewhere' }).read([pods]);
  expect(asked).toEqual(['Bearer home', 'Bearer mine']);
});

test('a token file beside the kubeconfig is found, and read at each use', async () => {
  const { server, asked } = await serveAndListen();
  const file = await fileWith(kubeconfig({ server, user: { tokenFile: 'token' } }));
  const door = doorTo({ kubeconfig: file });
  for (const token of ['one', 'two']) {
    await writeFile(join(dirname(file), 'token'), token);
    await door.read([pods]);
  }
  expect(asked).toEqual(['Bearer one', 'Bearer two']);
});

test('name and password in an address are sent, and never shown', async () => {
  const { server, asked } = await serveAndListen();
  const address = server.replace('://', '://me:sesame@');
  await doorTo({ server: address }).read([pods]);
  expect(asked).toEqual([`Basic ${btoa('me:sesame')}`]);
  const closed = await failureOf(doorTo({ server: 'http://me:sesame@127.0.0.1:1' }).read([pods]));
  expect(trailOf(closed)).not.toContain('sesame');
});

test('a context without a user asks as nobody', async () => {
  const { server, asked } = await serveAndListen();
  const text = kubeconfig({ server }).replace('"user":"prod-eu"', '"namespace":"shop"');
  await doorTo({ kubeconfig: await fileWith(text) }).read([pods]);
  expect(asked).toEqual([undefined]);
});

test('a kubeconfig that is missing is told when it is needed, and read once it is there', async () => {
  const file = join(dirname(await fileWith('')), 'later');
  const door = doorTo({ kubeconfig: file });
  const error = await failureOf(door.read([pods]));
  expect(error.message).toBe(`There is no kubeconfig \`${file}\`.`);
  const folder = await failureOf(doorTo({ kubeconfig: dirname(file) }).read([pods]));
  expect(folder).toMatchObject({ hint: 'It is a folder; name a file in it.' });
  const { server } = await serveAndListen();
  await writeFile(file, kubeconfig({ server }));
  expect((await door.read([pods])).objects).toEqual({ pods: [] });
});

/** A program that gives a token and notes that it ran. */
async function tokenProgram(delay = 0) {
  const runs = await fileWith('');
  const status = { token: 'from-a-program' };
  const credential = JSON.stringify({ kind: 'ExecCredential', status });
  const script = `#!/bin/sh\nsleep ${delay}\necho run >> '${runs}'\necho '${credential}'\n`;
  const command = await fileWith(script);
  await chmod(command, 0o700);
  return { exec: { command }, runs };
}

test('a credential program is run once for all questions', async () => {
  const { server, asked } = await serveAndListen();
  const { exec, runs } = await tokenProgram();
  const clusters = clustersFor({
    kubeconfig: await fileWith(kubeconfig({ server, user: { exec } })),
  });
  await clusters.open('shop').read([pods, { ...pods, labels: 'a=b' }]);
  await clusters.open('shop').read([pods]);
  expect(asked).toEqual(Array(3).fill('Bearer from-a-program'));
  expect(await readFile(runs, 'utf8')).toBe('run\n');
});

test('a credential program that hangs is given up at the deadline', async () => {
  const { exec } = await tokenProgram(2);
  const file = await fileWith(kubeconfig({ server: 'http://127.0.0.1:1', user: { exec } }));
  const error = await failureOf(doorTo({ kubeconfig: file }, { deadlineMs: 200 }).read([pods]));
  expect(error.message).toContain('no time left of 0.2 s');
});

test('outside of a pod its service account cannot be used', async () => {
  vi.stubEnv('KUBERNETES_SERVICE_HOST', '');
  const error = await failureOf(doorTo({ inCluster: true }).read([pods]));
  expect(error.message).toBe(
    'The configuration says `inCluster`, but Portolan does not run in a pod here.',
  );
});
