/**
 * A change of weights on a cluster, any cluster: asked for, approved by somebody else, read back, taken
 * back. ingress-nginx's annotations, because every cluster has Ingresses; no controller is needed.
 */
import { KubeConfig, NetworkingV1Api } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Clusters } from '../../src/cluster/cluster.ts';
import { commands } from '../../src/commands/registry.ts';
import { Config } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import type { Report } from '../../src/report.ts';
import { createEmbeddedStore } from '../../src/store/embedded.ts';
import type { Store } from '../../src/store/store.ts';
import { typedInSlack } from '../typed.ts';
import type { Written } from './objects.ts';
import type { Target, Writer } from './writer.ts';

const weight = 'nginx.ingress.kubernetes.io/canary-weight';
const [asker, approver] = ['U0ASKER01', 'U0OTHER01'];

export interface CanaryPlace {
  target: Target;
  clusters: Clusters;
  writer: Writer;
}

/** @param placeOf once the scene is set */
export function canaryTests(placeOf: () => CanaryPlace): void {
  describe('a change of weights', () => {
    let store: Store;
    let networking: NetworkingV1Api;
    let namespace: string;

    beforeAll(async () => {
      store = createEmbeddedStore();
      const { target, writer } = placeOf();
      namespace = await writer.namespace();
      const config = new KubeConfig();
      if (target.kubeconfig) config.loadFromFile(target.kubeconfig);
      else config.loadFromDefault();
      config.setCurrentContext(target.context);
      networking = config.makeApiClient(NetworkingV1Api);
      for (const object of written(namespace)) await writer.create(object);
    }, 60_000);
    afterAll(() => store?.close());

    const weightNow = async () => {
      const { metadata } = await networking.readNamespacedIngress({
        namespace,
        name: 'api-canary',
      });
      return metadata?.annotations?.[weight];
    };

    async function say(user: string, line: string): Promise<Report> {
      const { clusters } = placeOf();
      const said: Report[] = [];
      const app = createApp({
        config: configFor(namespace),
        clusters,
        commands,
        store,
        now: () => new Date(),
        log: createLog({ level: 'error' }),
        changing: {
          memberships: { of: async () => new Map() },
          later: async () => undefined,
        },
      });
      await app.run(typedInSlack(line, user), () => ({
        show: () => undefined,
        async finish(report) {
          said.push(report);
          return { kind: 'done' };
        },
      }));
      const [report] = said;
      if (!report) throw new Error(`nothing was said to ${line}`);
      return report;
    }

    const idIn = ({ actions }: Report, verb: string) =>
      actions.find(({ command }) => command.startsWith(verb))?.command ?? '';

    test('is planned from what the API server has', async () => {
      const report = await say(asker, `canary api-canary -n ${namespace}`);
      expect(report.headline).toMatch(
        /api-canary` takes 20 % of `canary.test` with Prefix `\/api`/,
      );
      expect(report.verdict).toBe('ok');
    });

    test('is written once somebody else has approved it, and taken back', async () => {
      const request = await say(asker, `canary api-canary 30% -n ${namespace}`);
      expect(request.isRequest).toBe(true);
      const approve = idIn(request, 'approve');
      expect((await say(asker, approve)).error?.what).toContain('Nobody approves what they asked');
      expect(await weightNow()).toBe('20');
      const outcome = await say(approver, approve);
      expect(outcome.headline).toContain('written; ingress-nginx does not say');
      expect(await weightNow()).toBe('30');
      await say(asker, idIn(outcome, 'undo'));
      expect(await weightNow()).toBe('20');
    });

    test('is void when the object changed meanwhile', async () => {
      const request = await say(asker, `canary api-canary 30% -n ${namespace}`);
      const ingress = await networking.readNamespacedIngress({ namespace, name: 'api-canary' });
      const annotations = { ...ingress.metadata?.annotations, [weight]: '40' };
      const body = { ...ingress, metadata: { ...ingress.metadata, annotations } };
      await networking.replaceNamespacedIngress({ namespace, name: 'api-canary', body });
      const outcome = await say(approver, idIn(request, 'approve'));
      expect(outcome.headline).toContain('its weights are api-stable 60, api-canary 40 now');
      expect(await weightNow()).toBe('40');
    });
  });
}

function configFor(namespace: string): Config {
  const where = { namespaces: [namespace] };
  return Config.parse({
    version: 1,
    slack: { teams: ['T0TEST001'], channels: { C0TEST001: {} } },
    clusters: { tested: {} },
    policy: {
      rules: [
        { name: 'askers', may: ['canary'], who: { users: [asker] }, where },
        { name: 'approvers', may: ['approve'], who: { users: [approver] }, where },
      ],
    },
  });
}

/** Two Services with an endpoint each, and the two Ingresses that share requests between them. */
function written(namespace: string): Written[] {
  const className = `portolan-${namespace}`;
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: className },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
    ...['api-stable', 'api-canary'].flatMap((name, index) => [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { namespace, name },
        spec: { ports: [{ name: 'http', port: 80 }] },
      },
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          namespace,
          name: `${name}-by-hand`,
          labels: { 'kubernetes.io/service-name': name },
        },
        addressType: 'IPv4',
        ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
        endpoints: [{ addresses: [`192.0.2.${index + 101}`], conditions: { ready: true } }],
      },
      ingress(namespace, name, className, index === 1),
    ]),
  ];
}

function ingress(namespace: string, name: string, className: string, isCanary: boolean): Written {
  const annotations = { 'nginx.ingress.kubernetes.io/canary': 'true', [weight]: '20' };
  const backend = { service: { name, port: { number: 80 } } };
  const paths = [{ path: '/api', pathType: 'Prefix', backend }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace, name, ...(isCanary && { annotations }) },
    spec: { ingressClassName: className, rules: [{ host: 'canary.test', http: { paths } }] },
  };
}
