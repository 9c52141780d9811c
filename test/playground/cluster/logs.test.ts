import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../../src/playground/cluster/server.ts';
import { load } from '../scenarios/loaded.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const pod = '/api/v1/namespaces/shop/pods/mysql-0';
const now = new Date('2026-11-22T18:00:00Z');
let server: ApiServer;

beforeAll(async () => {
  server = await startRecordedCluster({ now: () => now });
  const old = { time: new Date('2026-11-22T17:00:00Z'), text: 'started' };
  server.setLog('shop', 'mysql-0', 'mysql', [old, 'one', 'two']);
  server.setLog('shop', 'mysql-0', 'mysql', ['crashed'], { previous: true });
});
afterAll(() => server.close());

const cases: [string, string][] = [
  ['', 'started\none\ntwo\n'],
  ['container=mysql', 'started\none\ntwo\n'],
  ['tailLines=1', 'two\n'],
  ['tailLines=0', ''],
  ['limitBytes=9', 'started\no'],
  ['sinceSeconds=60', 'one\ntwo\n'],
  ['previous=true', 'crashed\n'],
  ['tailLines=1&timestamps=true', '2026-11-22T18:00:00.000000000Z two\n'],
];
test.each(cases)('a log read with %j is %j', async (query, expected) => {
  expect(await (await ask(server, `${pod}/log?${query}`)).text()).toBe(expected);
});

test('a container the pod does not have is refused', async () => {
  const answer = await ask(server, `${pod}/log?container=nosuch`);
  expect(answer.status).toBe(400);
  expect((await answer.json()).message).toBe('container nosuch is not valid for pod mysql-0');
});

test('a container that never restarted has no previous log', async () => {
  const other = '/api/v1/namespaces/shop/pods/mysql-1/log?previous=true';
  expect((await (await ask(server, other)).json()).message).toBe(
    'previous terminated container "mysql" in pod "mysql-1" not found',
  );
});

describe('in a scenario', () => {
  const scenario = (ailments: string) => `
scenario: {extends: pieces/nodes}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
      annotations:
        ${ailments}
        playground.portolan.dev/log: |
          starting

          cannot bind port 80
    spec:
      containers: [{name: web, image: web:1}, {name: proxy, image: proxy:1}]
`;
  const printed = 'starting\n\ncannot bind port 80\n';

  async function open(ailments = 'a: b'): Promise<(query: string) => Promise<string[]>> {
    const path = join(mkdtempSync(join(tmpdir(), 'scenario-')), 'main.yaml');
    writeFileSync(path, scenario(ailments));
    const { storage, resources } = load(path);
    const embedded = await startApiServer({ storage, resources });
    onTestFinished(() => embedded.close());
    const { items } = await askJson(embedded, '/api/v1/namespaces/shop/pods');
    const paths = items.map(
      ({ metadata }: Named) => `/api/v1/namespaces/shop/pods/${metadata.name}`,
    );
    return (query) =>
      Promise.all(
        paths.map(async (pod: string) => (await ask(embedded, `${pod}/log?${query}`)).text()),
      );
  }
  type Named = { metadata: { name: string } };

  test('the first container of every pod printed what the annotation says', async () => {
    const read = await open();
    expect(await read('container=web')).toEqual([printed, printed]);
    expect(await read('container=proxy')).toEqual(['', '']);
    const [previous] = await read('container=web&previous=true');
    expect(previous).toContain('previous terminated container');
  });

  test('one that crashes printed it before as well', async () => {
    const read = await open('playground.portolan.dev/crash: exit code 2');
    expect(await read('container=web')).toEqual([printed, printed]);
    expect(await read('container=web&previous=true')).toEqual([printed, printed]);
  });

  test('a pod without a node has printed nothing', async () => {
    const read = await open('playground.portolan.dev/pending: no node has room');
    expect(await read('container=web')).toEqual(['', '']);
  });

  test('one that never started has no log', async () => {
    const read = await open('playground.portolan.dev/image-pull: not found');
    const [words = ''] = await read('container=web');
    expect(JSON.parse(words)).toMatchObject({
      code: 400,
      message: expect.stringMatching(
        /^container "web" in pod "web-.*" is waiting to start: trying and failing to pull image$/,
      ),
    });
  });
});
