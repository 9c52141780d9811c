import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { networkFailureOf } from '../../src/cluster/network-failures.ts';
import { questionOf } from '../../src/cluster/question.ts';
import { UserError } from '../../src/errors.ts';
import {
  closedPort,
  clustersFor,
  doorTo,
  emptyList,
  failureOf,
  serve,
  trailOf,
} from './fixtures.ts';

const pods = { kind: 'pods', namespace: 'shop' } as const;

test('a refused connection is told', async () => {
  const server = `http://127.0.0.1:${await closedPort()}`;
  const error = await failureOf(doorTo({ server }).read([pods]));
  expect(error.kind).toBe('unreadable');
  expect(error.message).toBe(
    `The API server of cluster \`shop\` (\`${server}\`) refuses connections.`,
  );
  expect(trailOf(error)).toContain('list pods in shop: ECONNREFUSED');
});

test('a host name that DNS does not know is told', async () => {
  const error = await failureOf(doorTo({ server: 'https://nosuch.invalid:6443' }).read([pods]));
  expect(error.message).toMatch(/^(DNS knows no address for|The address of) the API server of/);
});

const place = { cluster: 'shop', server: 'https://api.example:6443', source: 'the configuration' };

test.each([
  ['EAI_AGAIN', /could not be looked up: no DNS server answered\.$/],
  ['EHOSTUNREACH', /^There is no route to the API server/],
  ['ENETUNREACH', /^There is no route to the API server/],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /an authority that is not trusted here\.$/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /an authority that is not trusted here\.$/],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /rejects our client certificate\.$/],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', /rejects our client certificate\.$/],
  ['EPROTO', /does not speak TLS\.$/],
])('%s concerns the whole server', (code, says) => {
  const error = new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) });
  const failure = networkFailureOf(error, questionOf(pods), place);
  expect(failure).toBeInstanceOf(UserError);
  expect(failure).toMatchObject({ message: expect.stringMatching(says) });
});

test('a port that fetch does not go to is told', async () => {
  const error = await failureOf(doorTo({ server: 'http://127.0.0.1:6000' }).read([pods]));
  expect(error.message).toMatch(/^Nothing could be read from .*: no answer \(bad port\)\.$/);
});

test('what is not the network is a bug, and stays one', () => {
  const bug = new TypeError('x is not a function');
  expect(networkFailureOf(bug, questionOf(pods), place)).toBe(bug);
});

const page =
  (status: number, type: string, body: string): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  };
const login = '<html>sesame</html>';

test.each([
  { name: 'a login page', listener: page(200, 'text/html; charset=utf-8', login) },
  { name: "a proxy's refusal", listener: page(403, 'text/html', login) },
  { name: "another server's 404", listener: page(404, 'text/html', login) },
  {
    name: 'a bare 404 for the core group',
    listener: page(404, 'text/plain', '404 page not found'),
  },
  { name: 'JSON of another kind', listener: page(200, 'application/json', '{"sesame":1}') },
  { name: 'JSON that is no object', listener: page(200, 'application/json', '"sesame"') },
  { name: 'no body', listener: page(204, 'text/plain', '') },
  {
    name: 'a redirect to a login page',
    listener: ((request, response) => {
      if (request.url === '/login') return page(200, 'text/html', login)(request, response);
      return response.writeHead(302, { location: '/login' }).end();
    }) satisfies RequestListener,
  },
])('$name is not taken for a Kubernetes answer, nor repeated', async ({ listener }) => {
  const error = await failureOf(doorTo({ server: await serve(listener) }).read([pods]));
  expect(error.kind).toBe('unreadable');
  expect(error.message).toMatch(/does not answer like one: \d+, `.*`\.$/);
  expect(trailOf(error)).not.toContain('sesame');
});

test('connections stay open and serve the next Job', async () => {
  const ports = new Set<number | undefined>();
  const server = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    emptyList(request, response);
  });
  const clusters = clustersFor({ server });
  for (let job = 0; job < 20; job += 1) await clusters.open('shop').read([pods]);
  /** The next Job may come before the last answer has left its connection. */
  expect(ports.size).toBeLessThanOrEqual(2);
});

test('a server that comes back is read without a new door', async () => {
  let isUp = false;
  const server = await serve((request, response) => {
    if (isUp) emptyList(request, response);
    else page(200, 'text/html', login)(request, response);
  });
  const door = doorTo({ server });
  await failureOf(door.read([pods]));
  isUp = true;
  expect((await door.read([pods])).objects).toEqual({ pods: [] });
});

test('a path in the server address stands before every question', async () => {
  const paths: (string | undefined)[] = [];
  const server = await serve((request, response) => {
    paths.push(request.url);
    emptyList(request, response);
  });
  await doorTo({ server: `${server}/k8s/clusters/c-1/` }).read([pods]);
  expect(paths).toEqual(['/k8s/clusters/c-1/api/v1/namespaces/shop/pods?limit=500']);
});
