/** Ingresses of many Services, among many Ingresses: what is read ahead, judged, and told. */
import { expect, test } from 'vitest';
import type { KubeObject } from '../../src/playground/cluster/storage.ts';
import type { Report } from '../../src/report.ts';
import { startShop, textOf } from '../commands/shop.ts';

const shop = startShop('ingress-of-many-services');

function create(object: KubeObject): void {
  const { storage, resources } = shop.demo.api;
  storage.create(resources.of(object), object);
}

/** Its endpoints are there when this ends. */
const createService = (one: KubeObject) =>
  shop.admin('POST', '/api/v1/namespaces/shop/services', one);

const service = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop' },
  spec: {
    type: 'ClusterIP',
    selector: { app: 'payments' },
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
  },
});

const ingress = (name: string, namespace: string, backends: readonly string[]): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name, namespace },
  spec: {
    ingressClassName: 'nginx',
    rules: [
      {
        host: `${name}.example.com`,
        http: {
          paths: backends.map((one) => ({
            path: `/${one}`,
            pathType: 'Prefix',
            backend: { service: { name: one, port: { number: 80 } } },
          })),
        },
      },
    ],
  },
});

const secondIngressRoute: KubeObject = {
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name: 'second', namespace: 'shop-traefik' },
  spec: {
    routes: [
      { match: 'Host(`second.example.com`)', services: [{ name: 'web-service', port: 8080 }] },
    ],
  },
};

const routeAbroad: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'abroad', namespace: 'shop-gateway' },
  spec: {
    parentRefs: [{ name: 'shop' }],
    hostnames: ['abroad.example.com'],
    rules: [{ backendRefs: [{ name: 'payments', namespace: 'shop', port: 80 }] }],
  },
};

const grant: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'ReferenceGrant',
  metadata: { name: 'routes', namespace: 'shop' },
  spec: {
    from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop-gateway' }],
    to: [{ group: '', kind: 'Service' }],
  },
};

const backendsIn = ({ data }: Report) => {
  const findings = data.findings as { check: string; of?: string; status: string }[];
  return new Set(findings.flatMap(({ of }) => of ?? []));
};

test('every backend is judged, and in the text those that are well take a line', async () => {
  const report = await shop.ask('check ingress parts -n shop');
  expect(backendsIn(report).size).toBe(12);
  const lines = textOf(report).split('\n');
  expect(lines.filter((line) => line.includes('(shop/accounts)'))).toEqual([
    expect.stringMatching(
      /^✓ endpoints-present .* 2 endpoints ready; nothing wrong in 9 more checks$/,
    ),
  ]);
  expect(report.notEvaluated).toEqual([]);
});

test('what is broken gets the buttons', async () => {
  const { actions } = await shop.ask('check ingress parts -n shop');
  expect(actions.flatMap(({ label }) => (label.startsWith('Check') ? [label] : []))).toEqual([
    'Check delivery',
    'Check ratings',
  ]);
});

test('beyond twenty backends the others are named as not looked at', async () => {
  const names = Array.from({ length: 24 }, (_, index) => `part-${String(index).padStart(2, '0')}`);
  for (const name of names) await createService(service(name));
  create(ingress('many', 'shop', names));
  const report = await shop.ask('check ingress many -n shop');
  expect(report.verdict).toBe('ok');
  expect(backendsIn(report).size).toBe(20);
  expect(report.notEvaluated).toEqual([
    {
      what: 'the pods and endpoints of `shop/part-20`, `shop/part-21`, `shop/part-22` and 1 more',
      why: expect.stringContaining('`check shop/part-20`'),
    },
  ]);
});

test('a Service that is missing among more than twenty is found all the same', async () => {
  const names = Array.from({ length: 22 }, (_, index) => `part-${String(index).padStart(2, '0')}`);
  create(ingress('gap', 'shop', [...names, 'part-99']));
  const report = await shop.ask('check ingress gap -n shop');
  expect(report.headline).toContain('there is no Service `shop/part-99`');
});

test('where several backends have the same pods, what ails these is one root cause', async () => {
  await shop.change('/apis/apps/v1/namespaces/shop/deployments/payments', {
    spec: { replicas: 0 },
  });
  const report = await shop.ask('check ingress many -n shop');
  expect(report.verdict).toBe('problem');
  expect(report.headline).toMatch(
    /^`Ingress shop\/many`: `shop\/part-00`, `shop\/part-01`, `shop\/part-02` and 17 more: /,
  );
  expect(textOf(report)).toContain('\nRoot cause\n');
});

test('among a thousand Ingresses it is three round trips by name, plain, or by host in a namespace', async () => {
  for (let index = 0; index < 600; index += 1)
    create(ingress(`other-${index}`, 'default', ['web']));
  for (const one of [secondIngressRoute, routeAbroad, grant]) create(one);
  // As far away as it takes for what waits to be told from what does not.
  shop.demo.api.faults.add({ match: {}, delayMs: 20 });
  const lines = [
    'check ingress parts -n shop',
    'check ingress shop/shop-ingress',
    'check parts -n shop',
    'check parts',
    'check ingress parts.example.com/help -n shop',
    'check route shop -n shop-gateway',
    'check ingressroute shop -n shop-traefik',
    'check ingressroute shop',
    'check shop -n shop-traefik',
    'check route abroad -n shop-gateway',
  ];
  for (const line of lines) {
    const report = await shop.ask(line);
    expect({ line, reads: report.reads?.roundTrips }).toEqual({ line, reads: 3 });
    expect(report.error).toBeUndefined();
  }
});

test('what cannot be read ahead does not harm the answer', async () => {
  shop.demo.api.faults.add({ match: { path: /fieldSelector=metadata.name/ }, status: 503 });
  const report = await shop.ask('check ingress parts -n shop');
  expect(report.headline).toContain('`ports-match (shop/delivery)`');
  expect(report.notEvaluated).toEqual([]);
});
