import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/playground/cluster/defaults/kinds.ts';
import type { Service } from '../../../src/playground/cluster/defaults/network-kinds.ts';
import { createStorage } from '../../../src/playground/cluster/memory.ts';
import { createResources } from '../../../src/playground/cluster/resources.ts';
import { listScenarios, loadScenario } from '../../../src/playground/cluster/scenario.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { normalizeAll } from '../controllers/normalize.ts';
import { recordedObjects } from '../controllers/recording.ts';

function load(nameOrPath: string) {
  const storage = createStorage();
  const resources = createResources();
  loadScenario(nameOrPath, { storage, resources });
  const all = resources.all().flatMap((resource) => storage.list(resource));
  const of = (kind: string, namespace?: string) =>
    all.filter(
      (object) =>
        object.kind === kind &&
        (namespace === undefined || object.metadata.namespace === namespace),
    );
  return { storage, resources, all, of };
}

const isReady = (pod: Pod) =>
  pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ??
  false;

const unready = (objects: KubeObject[]) => (objects as Pod[]).filter((pod) => !isReady(pod));

/** Writes scenario files to a folder of their own; returns the path of the first. */
function write(...texts: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  const paths = texts.map((text, index) => {
    const path = join(folder, `${index === 0 ? 'main' : `base-${index}`}.yaml`);
    writeFileSync(path, text);
    return path;
  });
  return paths[0] ?? '';
}

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n';
const configMap = (name: string, value = 'a') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {key: ${value}}\n`;

describe('the scenarios', () => {
  it('each have a description, and each loads', () => {
    const scenarios = listScenarios();
    expect(scenarios.map(({ name }) => name)).toContain('shop');
    for (const { name, description } of scenarios) {
      expect(description, name).toMatch(/^\S.{10,}/);
      expect(() => load(name), name).not.toThrow();
    }
  });

  it('use every piece there is', () => {
    const pieces = new URL('../../../src/playground/scenarios/pieces/', import.meta.url);
    const namespaces = load('shop').of('Namespace');
    expect(readdirSync(pieces).length).toBeGreaterThan(10);
    expect(namespaces.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(['shop', 'shop-gateway', 'shop-traefik', 'shop-alb', 'portolan']),
    );
  });
});

describe('shop', () => {
  const shop = load('shop');

  it('loads in well under a second', () => {
    const start = performance.now();
    load('shop');
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it.each(['Service', 'EndpointSlice', 'Pod', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Ingress'])(
    'has the same %s objects as the recorded cluster, where that has any',
    (kind) => {
      const namespaces = ['default', 'shop', 'ingress-nginx', 'kube-system'];
      const foreign = (object: KubeObject) =>
        object.metadata.name.startsWith('aws-load-balancer-controller');
      const ours = shop.all.filter(
        (object) => namespaces.includes(object.metadata.namespace ?? '') && !foreign(object),
      );
      const texts = (objects: KubeObject[]) =>
        normalizeAll(objects, kind).map((object) =>
          JSON.stringify(object)
            .replaceAll(/"generation":\d+/g, '"generation":0')
            .replaceAll(/"endpoints.kubernetes.io[^,}]*/g, '')
            .replaceAll('"annotations":{},', ''),
        );
      expect(texts(ours)).toEqual(texts(recordedObjects));
    },
  );

  it('is ready but for the two pods of search', () => {
    const sick = unready(shop.of('Pod'));
    expect(sick.map((pod) => pod.metadata.labels?.app)).toEqual(['search', 'search']);
    const events = shop.of('Event').filter((event) => event.reason === 'Unhealthy');
    expect(events).toHaveLength(2);
    for (const event of events) {
      expect(event.message).toBe('Readiness probe failed: HTTP probe failed with statuscode: 503');
    }
  });

  it('has an orders Service that selects nothing', () => {
    const orders = shop
      .of('EndpointSlice', 'shop')
      .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === 'orders');
    expect(orders.map((slice) => slice.endpoints)).toEqual([null]);
  });

  it('has the addresses of the recorded cluster on its load balancers', () => {
    const addresses = (shop.of('Service') as Service[]).flatMap((service) =>
      (service.status?.loadBalancer?.ingress ?? []).map((one) => one.hostname ?? one.ip),
    );
    expect(addresses).toEqual([
      'a1b2c3.elb.example.com',
      '198.51.100.21',
      '198.51.100.20',
      '198.51.100.22',
    ]);
  });

  it.each(['shop-gateway', 'shop-traefik', 'shop-alb'])('stands in %s too, all ready', (home) => {
    const services = shop.of('Service', home).map(({ metadata }) => metadata.name);
    expect(services).toEqual(['api-canary', 'api-service', 'web-service']);
    expect(shop.of('Pod', home).length).toBeGreaterThan(4);
    expect(unready(shop.of('Pod', home))).toEqual([]);
  });
});

describe('healthy', () => {
  it('has no unready pod and no orders', () => {
    const healthy = load('healthy');
    expect(unready(healthy.of('Pod'))).toEqual([]);
    expect(healthy.of('Service').map(({ metadata }) => metadata.name)).not.toContain('orders');
    expect(healthy.of('Event').filter((event) => event.type === 'Warning')).toEqual([]);
  });
});

describe('a scenario file', () => {
  it('builds on others: deletes, patches, replaces and adds', () => {
    const path = write(
      [
        'scenario:\n  extends: base-1\n  delete: [{kind: ConfigMap, name: gone}]\n  patch:\n' +
          '    - {kind: ConfigMap, name: edited, merge: {data: {key: null, other: b}}}\n',
        configMap('replaced', 'new'),
        configMap('added'),
      ].join('---\n'),
      [namespace, configMap('gone'), configMap('edited'), configMap('replaced')].join('---\n'),
    );
    const found = load(path).of('ConfigMap');
    expect(found.map(({ metadata, data }) => [metadata.name, data])).toEqual([
      ['added', { key: 'a' }],
      ['edited', { other: 'b' }],
      ['replaced', { key: 'new' }],
    ]);
  });

  it('may be unknown: the nearest is named, and all are listed', () => {
    expect(() => load('shpo')).toThrow(
      /no scenario "shpo"\n.*did you mean "shop"\?.*healthy, shop/,
    );
  });

  it.each<[what: string, files: string[], wanted: RegExp]>([
    ['YAML that does not parse', ['a: [1\nb: 2\n'], /main\.yaml:2: .*\nexpected valid YAML/],
    [
      'a document without kind',
      [`${namespace}---\napiVersion: v1\nmetadata: {name: x}\n`],
      /main\.yaml:5: incomplete object\nexpected kind/,
    ],
    [
      'an unknown word in the head',
      ['scenario: {extend: shop}\n'],
      /main\.yaml:1: "scenario" has extend\nexpected some of description, extends/,
    ],
    [
      'an unknown kind',
      [namespace.replace('Namespace', 'Namespce')],
      /main\.yaml:1: unknown kind Namespce in v1\nthe nearest is Namespace/,
    ],
    ['a namespace that nobody declares', [configMap('a')], /main\.yaml:1: no namespace "default"/],
    [
      'a patch of what is not there',
      [
        `scenario:\n  extends: base-1\n  patch: [{kind: ConfigMap, name: nearly, merge: {}}]\n`,
        `${namespace}---\n${configMap('nearby')}`,
      ],
      /no ConfigMap \/nearly to change\nthe nearest is ConfigMap \/nearby/,
    ],
    [
      'a misspelt annotation',
      [
        `${namespace.replace('{name: default}', '')}  name: default\n  annotations: {playground.portolan.dev/readines: x}\n`,
      ],
      /unknown annotation playground.portolan.dev\/readines\nthe nearest is playground.portolan.dev\/readiness/,
    ],
    [
      'a circle',
      ['scenario: {extends: base-1}\n', 'scenario: {extends: main}\n'],
      /extends itself\n.*main\.yaml -> .*base-1\.yaml -> .*main\.yaml/,
    ],
  ])('with %s is refused with file, line and what was expected', (_what, files, wanted) => {
    expect(() => load(write(...files))).toThrow(wanted);
  });
});
