import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const configMaps = '/api/v1/namespaces/shop/configmaps';
let server: ApiServer;

beforeEach(async () => {
  server = await startRecordedCluster({ history: 5 });
});
afterEach(() => server.close());

interface WatchEvent {
  type: string;
  object: { metadata: { name: string; resourceVersion: string }; code?: number; message?: string };
}

/** The events of a watch, one by one. */
async function* follow(path: string): AsyncGenerator<WatchEvent> {
  const { body } = await ask(server, path);
  if (!body) return;
  const reader = body.getReader();
  let rest = '';
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      rest += Buffer.from(read.value).toString();
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
  } finally {
    await reader.cancel().catch(() => 'the server closed first');
  }
}

/** The first so many events, or all until the watch ends. */
async function collect(path: string, most = Number.POSITIVE_INFINITY): Promise<WatchEvent[]> {
  const events: WatchEvent[] = [];
  for await (const event of follow(path)) if (events.push(event) === most) break;
  return events;
}

async function take(path: string, count: number): Promise<string[]> {
  const events = await collect(path, count);
  return events.map(({ type, object }) => `${type} ${object.metadata.name}`);
}

const create = (name: string, labels = {}) =>
  askJson(server, configMaps, { method: 'POST', body: { metadata: { name, labels } } });

const patch = (name: string, body: unknown) =>
  ask(server, `${configMaps}/${name}`, {
    method: 'PATCH',
    body,
    contentType: 'application/merge-patch+json',
  });

const remove = (name: string) => ask(server, `${configMaps}/${name}`, { method: 'DELETE' });

test('a watch from a list tells what is added, modified and deleted', async () => {
  const { metadata } = await askJson(server, configMaps);
  const seen = take(`${configMaps}?watch=1&resourceVersion=${metadata.resourceVersion}`, 3);
  await create('one');
  await patch('one', { data: { a: 'b' } });
  await remove('one');
  expect(await seen).toEqual(['ADDED one', 'MODIFIED one', 'DELETED one']);
});

test('a watch resumes from the resource version it ended at', async () => {
  const first = await create('one');
  await create('two');
  await remove('one');
  const query = `watch=1&resourceVersion=${first.metadata.resourceVersion}`;
  expect(await take(`${configMaps}?${query}`, 2)).toEqual(['ADDED two', 'DELETED one']);
});

test('a watch without a version starts with everything there is', async () => {
  await create('one');
  expect(await take(`${configMaps}?watch=1`, 1)).toEqual(['ADDED one']);
});

test('a watch from a version too old says 410 in the stream', async () => {
  const { metadata } = await askJson(server, configMaps);
  for (let count = 0; count < 20; count += 1) await create(`filler-${count}`);
  const query = `watch=1&resourceVersion=${metadata.resourceVersion}`;
  const [event] = await collect(`${configMaps}?${query}`);
  expect(event).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
  expect(event?.object.message).toBe('too old resource version: 763 (783)');
});

test('an object that leaves the selection is deleted, one that enters it is added', async () => {
  await create('one', { app: 'a' });
  const seen = take(`${configMaps}?watch=1&labelSelector=app%3Da`, 3);
  await patch('one', { metadata: { labels: { app: 'b' } } });
  await patch('one', { metadata: { labels: { app: 'a' } } });
  expect(await seen).toEqual(['ADDED one', 'DELETED one', 'ADDED one']);
});

test('bookmarks come to those who ask', async () => {
  const query = 'watch=1&timeoutSeconds=1&resourceVersion=763';
  const path = `${configMaps}?${query}&allowWatchBookmarks=true`;
  const [asked, silent] = await Promise.all([collect(path), collect(`${configMaps}?${query}`)]);
  expect(asked).toMatchObject([
    { type: 'BOOKMARK', object: { metadata: { resourceVersion: '763' } } },
  ]);
  expect(silent).toEqual([]);
});

test('initial events end with a bookmark that says so', async () => {
  await create('one');
  const query = 'watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan';
  const path = `${configMaps}?${query}&allowWatchBookmarks=true`;
  const [added, end] = await collect(path, 2);
  expect(added?.type).toBe('ADDED');
  expect(end).toMatchObject({
    type: 'BOOKMARK',
    object: { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
  });
});

test('closing the server ends watches at once', async () => {
  const watching = collect(`${configMaps}?watch=1`).catch(() => 'ended');
  await expect.poll(() => server.requests.length).toBe(1);
  const before = performance.now();
  await server.close();
  await watching;
  expect(performance.now() - before).toBeLessThan(500);
  server = await startRecordedCluster();
});
