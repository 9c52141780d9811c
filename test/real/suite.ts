/**
 * The commands on a cluster, any cluster: with or without nodes, controllers and running pods. What
 * depends on those is compared with what the API itself says at the same moment.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAnswer } from '../../src/app.ts';
import { createKubernetes, type KubernetesClusters } from '../../src/cluster/kubernetes.ts';
import { commands } from '../../src/commands/registry.ts';
import { type Config, defaultConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { exitCode, type Report, toJson } from '../../src/report.ts';
import { typed } from '../typed.ts';
import { Endpoints, Failed, List } from './answers.ts';
import { canaryTests } from './canary.ts';
import { checkTests } from './checks.ts';
import { byHand, type Scene, setTheScene } from './scene.ts';
import { createWriter, type Target, type Writer } from './writer.ts';

/** @param patience milliseconds to wait for pods to run; where none can, there is no need */
export function describeCommands(
  title: string,
  open: () => Promise<Target>,
  { patience = 20_000 } = {},
): void {
  describe(title, { timeout: 60_000 }, () => {
    let writer: Writer;
    let scene: Scene;
    let clusters: KubernetesClusters;
    let config: Config;
    let target: Target;

    beforeAll(async () => {
      target = await open();
      config = { ...defaultConfig(), clusters: { tested: target } };
      clusters = createKubernetes(config.clusters);
      writer = createWriter(target);
      scene = await setTheScene(writer, patience);
    }, 120_000);
    afterAll(async () => {
      await clusters?.close();
      await writer?.removeAll();
    }, 180_000);

    const ask = (line: string): Promise<Report> =>
      createAnswer({ config, clusters, commands, log: createLog({ level: 'error' }) })(typed(line));
    const endpoints = async (name: string) =>
      Endpoints.parse(toJson(await ask(`endpoints ${scene.namespace}/${name}`)));

    checkTests(ask, () => scene);
    canaryTests(() => ({ target, clusters, writer }));

    test('list shows every type with its address and what is behind it', async () => {
      const report = await ask(`list -n ${scene.namespace}`);
      const { services } = List.parse(toJson(report));
      const rows = Object.fromEntries(services.map((row) => [row.name, row]));
      expect(exitCode(report)).toBe(0);
      expect(Object.keys(rows).sort()).toEqual(scene.services.toSorted());
      expect(rows.alias).toMatchObject({ address: 'db.example.net', endpoints: null });
      expect(rows.headless).toMatchObject({ type: 'headless', address: null });
      expect(rows['load-balancer']).toMatchObject({ type: 'LoadBalancer', address: null });
      expect(rows['node-port']?.type).toBe('NodePort');
      expect(rows['node-port']?.ports[0]).toMatch(/^80(:\d+)?\/TCP$/);
      expect(rows['cluster-ip']?.address).toMatch(/^[\da-f.:]+$/);
      expect(rows.lonely?.endpoints).toEqual({ ready: 0, total: 0 });
      expect(rows['by-hand']?.endpoints).toEqual({ ready: 1, total: 3 });
    });

    test.each(['cluster-ip', 'headless', 'node-port', 'load-balancer'])(
      'endpoints of %s are the ones the API has at that moment',
      async (name) => {
        await expect
          .poll(async () => {
            const before = await scene.truth(name);
            const { counts } = await endpoints(name);
            const after = await scene.truth(name);
            return isSame(before, after) ? { counts, truth: before } : undefined;
          }, slow)
          .toSatisfy((seen) => isSame(seen?.counts, seen?.truth));
      },
    );

    test('a Service whose pods do not run is a problem, and one whose pods run is not', async () => {
      const { total, ready } = await scene.settled('cluster-ip');
      const answer = await endpoints('cluster-ip');
      if (answer.counts.ready !== ready || answer.counts.total !== total) return; // it moved on
      expect(answer.verdict).toBe(ready > 0 ? 'ok' : 'problem');
      const explained = answer.endpoints.filter((item) => !item.ready && item.reason);
      expect(explained).toHaveLength(total - ready);
    });

    test('a hand-written EndpointSlice is read with its conditions, families and pods', async () => {
      const answer = await endpoints('by-hand');
      const one = (name: string) => answer.endpoints.find((item) => item.target?.name === name);
      expect(answer.counts).toEqual({ total: 3, ready: 1, serving: 2, terminating: 1 });
      expect(one(byHand.ready)).toMatchObject({
        addresses: ['192.0.2.1', '2001:db8::1'],
        zone: 'zone-of-the-test',
        ready: true,
        restarts: 0,
      });
      expect(one(byHand.leaving)).toMatchObject({ ready: false, serving: true, terminating: true });
      expect(one(byHand.failing)).toMatchObject({ ready: false, restarts: 7 });
      // A scheduler that knows no gates has its own words about the pod, which come first.
      expect(one(byHand.failing)?.reason).toMatch(/503.*4 times|^Pending/);
    });

    test('a headless Service has no cluster IP, an alias no endpoints', async () => {
      expect((await endpoints('headless')).service).toMatchObject({
        headless: true,
        clusterIPs: [],
      });
      const alias = await endpoints('alias');
      expect(alias.verdict).toBe('ok');
      expect(alias.service).toMatchObject({ type: 'ExternalName', externalName: 'db.example.net' });
      expect(alias.counts.total).toBe(0);
    });

    test('a balancer without an address is told, with the port for its health check', async () => {
      const { service } = await endpoints('load-balancer');
      expect(service).toMatchObject({ externalAddresses: [], externalTrafficPolicy: 'Local' });
      expect(service.healthCheckNodePort).toBeGreaterThan(0);
    });

    test('a selector that takes no pod is a problem', async () => {
      const report = await ask(`endpoints lonely -n ${scene.namespace}`);
      expect(exitCode(report)).toBe(1);
      expect(report.headline).toContain('no pod carries');
    });

    test('a mistyped Service is not found, and the nearest is named', async () => {
      const report = await ask(`endpoints cluster-pi -n ${scene.namespace}`);
      const { error } = Failed.parse(toJson(report));
      expect(error).toMatchObject({ kind: 'not-found' });
      expect(error.hint).toContain('cluster-ip');
    });

    test('a namespace that does not exist is told from an empty one', async () => {
      const { error } = Failed.parse(toJson(await ask(`list -n ${scene.namespace}x`)));
      expect(error.what).toContain(`no namespace \`${scene.namespace}x\``);
      expect(error.hint).toContain(scene.namespace);
    });

    test('a name in two namespaces has to be told apart', async () => {
      const { error } = Failed.parse(toJson(await ask(`endpoints ${scene.twin}`)));
      expect(error.kind).toBe('usage');
      expect(error.what).toContain(scene.namespace);
      expect(error.what).toContain(scene.other);
    });

    test('an answer costs at most two round trips, and no read was refused', async () => {
      const { reads, notEvaluated } = await endpoints('by-hand');
      expect(reads.roundTrips).toBeLessThanOrEqual(2);
      expect(notEvaluated).toEqual([]);
    });
  });
}

const slow = { timeout: 30_000, interval: 500 };

function isSame(a: object | undefined, b: object | undefined): boolean {
  return a !== undefined && b !== undefined && JSON.stringify(pick(a)) === JSON.stringify(pick(b));
}

const pick = (counts: { total?: number; ready?: number }) => [counts.total, counts.ready];
