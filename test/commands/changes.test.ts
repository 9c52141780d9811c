/** What people see while things go wrong. Every test starts from what the one before left. */
import { expect, test } from 'vitest';
import type { Report } from '../../src/report.ts';
import { startShop, troublesOf } from './shop.ts';

const shop = startShop('healthy');

const deployment = (name: string) => `/apis/apps/v1/namespaces/shop/deployments/${name}`;
const services = '/api/v1/namespaces/shop/services';
const pods = '/api/v1/namespaces/shop/pods';

/** A Deployment's pods fall ill as an annotation of the embedded cluster says. */
const ill = (name: string, ailments: Record<string, string> | null) => {
  const annotations =
    ailments &&
    Object.fromEntries(
      Object.entries(ailments).map(([key, value]) => [`playground.portolan.dev/${key}`, value]),
    );
  return shop.change(deployment(name), { spec: { template: { metadata: { annotations } } } });
};

async function podNames(line: string): Promise<string[]> {
  const { data } = await shop.ask(line);
  const endpoints = data.endpoints as { target?: { name: string } }[];
  return endpoints.map(({ target }) => target?.name ?? '');
}

const tallyOf = ({ headline }: Report) => headline.replace(/^`[^`]*`:? /, '');

test('a pod that was deleted is replaced, and the new one is an endpoint', async () => {
  const [first = '', ...others] = await podNames('endpoints api-service -n shop');
  await shop.admin('DELETE', `${pods}/${first}`);
  const after = await podNames('endpoints api-service -n shop');
  expect(after).toHaveLength(3);
  expect(after).not.toContain(first);
  expect(after).toEqual(expect.arrayContaining(others));
});

test('a pod that goes away serves until it is gone, and is no problem', async () => {
  const annotations = { 'playground.portolan.dev/terminating': 'true' };
  await shop.admin('POST', pods, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-leaving', labels: { app: 'web' }, annotations },
    spec: { containers: [{ name: 'app', image: 'example.com/web:3' }] },
  });
  const report = await shop.ask('endpoints web-service -n shop');
  expect(report.verdict).toBe('ok');
  expect(report.data.counts).toMatchObject({ ready: 3, terminating: 1, serving: 4 });
  expect(troublesOf(report)).toContainEqual(
    expect.stringMatching(/^warning `web-leaving`: Terminating: its grace period ends at/),
  );
});

test('a pod that lost its label is no endpoint any more', async () => {
  const [first] = await podNames('endpoints redis -n shop');
  await shop.change(`${pods}/${first}`, { metadata: { labels: { app: 'quarantine' } } });
  const after = await podNames('endpoints redis -n shop');
  expect(after).toHaveLength(1);
  expect(after).not.toContain(first);
});

test('a Deployment scaled to zero leaves a Service without endpoints', async () => {
  await shop.change(deployment('redis'), { spec: { replicas: 0 } });
  const report = await shop.ask('endpoints redis -n shop');
  expect(report.headline).toBe(
    '`shop/redis` has no endpoints: no pod carries `app=redis`; scaled to zero, or the selector is wrong',
  );
  expect(report.verdict).toBe('problem');
});

test('a selector that is a letter off is told which pods it may mean', async () => {
  await shop.change(`${services}/payments`, { spec: { selector: { app: 'payment' } } });
  const report = await shop.ask('endpoints payments -n shop');
  expect(report.headline).toBe(
    '`shop/payments` has no endpoints: no pod carries `app=payment`, but 2 pods `app=payments`',
  );
  expect(report.reads?.roundTrips).toBe(2);
  await shop.change(`${services}/payments`, { spec: { selector: { app: 'payments' } } });
});

const sick: [what: string, ailments: Record<string, string>, headline: string][] = [
  [
    'out of memory',
    { crash: 'OOMKilled' },
    '0 of 2 endpoints ready: container app: CrashLoopBackOff: back-off 5m0s, last exit code 137 (OOMKilled): OOMKilled',
  ],
  [
    'crashing with a secret in their last words',
    { crash: 'cannot reach postgres://shop:hunter2@db' },
    '0 of 2 endpoints ready: container app: CrashLoopBackOff: back-off 5m0s, last exit code 1 (Error): cannot reach postgres://[redacted]@db',
  ],
  [
    'without their image',
    { 'image-pull': 'not found' },
    '0 of 2 endpoints ready: container app: ImagePullBackOff: Back-off pulling image "example.com/search:2": ErrImagePull: not found',
  ],
  [
    'without a node',
    { pending: '0/3 nodes are available: 3 Insufficient cpu.' },
    'selects 2 pods, none of which can take traffic: Pending: Unschedulable: 0/3 nodes are available: 3 Insufficient cpu.',
  ],
];

test.each(sick)('pods that are %s say so in one line', async (_, ailments, headline) => {
  await shop.change(deployment('search'), {
    spec: { strategy: { type: 'Recreate', rollingUpdate: null } },
  });
  await ill('search', ailments);
  const report = await shop.ask('endpoints search -n shop');
  expect(report.headline).toContain(headline);
  expect(report.verdict).toBe('problem');
  expect(troublesOf(report)).toHaveLength(1);
  expect(report.reads?.roundTrips).toBe(2);
});

test('a rollout that is stuck beside pods that serve is a warning with its reason', async () => {
  await ill('payments', { pending: '0/3 nodes are available.' });
  const report = await shop.ask('endpoints payments -n shop');
  expect(report.verdict).toBe('ok');
  expect(report.mark).toBe('warning');
  expect(tallyOf(report)).toMatch(
    /^2 of 2 endpoints ready; 1 more selected pod without traffic: Pending: Unschedulable/,
  );
});

test('a port that no pod declares leads nowhere, though all endpoints are ready', async () => {
  const ports = [{ name: 'http', port: 8080, targetPort: 'web' }];
  await shop.change(`${services}/web-service`, { spec: { ports } });
  const report = await shop.ask('endpoints web-service -n shop');
  expect(report.verdict).toBe('problem');
  expect(tallyOf(report)).toMatch(
    /^\d of \d endpoints ready, but port `http` 8080\/TCP leads nowhere \(no selected pod declares a TCP port named `web`\)/,
  );
  expect(troublesOf(report)[0]).toBe(
    'problem port `http` 8080/TCP: no selected pod declares a TCP port named `web`',
  );
});

test('a list puts what is wrong first', async () => {
  const report = await shop.ask('list -n shop');
  const troubles = troublesOf(report);
  expect(troubles.slice(0, 2)).toEqual([
    'problem `redis`: no endpoints',
    'problem `search`: no endpoints',
  ]);
  expect(report.actions.map(({ command }) => command)).toContain('endpoints shop/redis');
});
