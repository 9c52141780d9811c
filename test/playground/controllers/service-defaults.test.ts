import { describe, expect, it } from 'vitest';
import type { ServiceSpec } from '../../../src/playground/cluster/defaults/network-kinds.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { service, startTrial } from './trial.ts';

const specOf = (object: KubeObject) => object.spec as ServiceSpec;

describe('a Service', () => {
  it.each<[what: string, given: object, wanted: object]>([
    [
      'takes its port for a missing targetPort',
      { ports: [{ port: 80 }] },
      { ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }] },
    ],
    [
      'of type ClusterIP keeps no external policy',
      {},
      { type: 'ClusterIP', internalTrafficPolicy: 'Cluster', externalTrafficPolicy: undefined },
    ],
    [
      'with ClientIP affinity sticks for three hours',
      { sessionAffinity: 'ClientIP' },
      { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } },
    ],
    [
      'that is headless has no address',
      { clusterIP: 'None' },
      { clusterIPs: ['None'], ipFamilies: ['IPv4'] },
    ],
    [
      'that is headless without selector takes both families',
      { clusterIP: 'None', selector: undefined },
      { ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv4', 'IPv6'] },
    ],
    [
      'may ask for both families',
      { ipFamilyPolicy: 'PreferDualStack' },
      {
        ipFamilies: ['IPv4', 'IPv6'],
        clusterIPs: [expect.stringMatching(/^10\.96\./), expect.stringMatching(/^fd00:10:96::/)],
      },
    ],
    [
      'may be IPv6 only',
      { ipFamilies: ['IPv6'] },
      { ipFamilyPolicy: 'SingleStack', clusterIP: expect.stringMatching(/^fd00:/) },
    ],
    [
      'of type LoadBalancer allocates node ports',
      { type: 'LoadBalancer' },
      {
        allocateLoadBalancerNodePorts: true,
        externalTrafficPolicy: 'Cluster',
        healthCheckNodePort: undefined,
      },
    ],
    [
      'that keeps source addresses has a health check port',
      { type: 'LoadBalancer', externalTrafficPolicy: 'Local' },
      { healthCheckNodePort: expect.any(Number) },
    ],
    [
      'of type ExternalName has no address at all',
      { type: 'ExternalName', externalName: 'a.example.com' },
      { clusterIP: undefined, clusterIPs: undefined, internalTrafficPolicy: undefined },
    ],
  ])('%s', (_what, given, wanted) => {
    const created = startTrial().create(service('api', given));
    const spec = Object.entries(specOf(created));
    const actual = Object.fromEntries(spec.filter(([key]) => key in wanted));
    expect(actual).toEqual(wanted);
  });

  it('has node ports of its own in the range', () => {
    const trial = startTrial();
    const ports = [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53 },
    ];
    const taken = ['a', 'b', 'c'].flatMap((name) =>
      (specOf(trial.create(service(name, { type: 'NodePort', ports }))).ports ?? []).map(
        (port) => port.nodePort,
      ),
    );
    expect(new Set(taken).size).toBe(6);
    expect(taken.every((port) => port && port >= 30000 && port <= 32767)).toBe(true);
  });

  it('is refused a node port or an address that another one holds', () => {
    const trial = startTrial();
    const first = trial.create(service('a', { type: 'NodePort' }));
    const [port] = specOf(first).ports ?? [];
    const same = [{ port: 80, nodePort: port?.nodePort }];
    expect(() => trial.create(service('b', { type: 'NodePort', ports: same }))).toThrow(
      `Service "b" is invalid: spec.ports[0].nodePort: Invalid value: ${port?.nodePort}: provided port is already allocated`,
    );
    expect(() => trial.create(service('b', { clusterIP: specOf(first).clusterIP }))).toThrow(
      'provided IP is already allocated',
    );
    expect(() => trial.create(service('b', { clusterIP: '10.1.2.3' }))).toThrow('not match');
    expect(() =>
      trial.create(service('b', { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] })),
    ).toThrow('The range of valid ports is 30000-32767');
  });

  it('keeps what was allocated when an update leaves it out, and gives ports back with its type', () => {
    const trial = startTrial();
    const created = trial.create(service('api', { type: 'NodePort' }));
    const kept = trial.change(created, (draft) => {
      draft.spec = { ...(service('api').spec as object), type: 'NodePort' };
    });
    expect(kept.spec).toEqual(created.spec);
    const inner = trial.change(created, (draft) => {
      draft.spec = { ...(service('api').spec as object), type: 'ClusterIP' };
    });
    expect(specOf(inner).clusterIP).toBe(specOf(created).clusterIP);
    expect(specOf(inner).ports?.[0]).not.toHaveProperty('nodePort');
    const [port] = specOf(created).ports ?? [];
    const reused = [{ port: 80, nodePort: port?.nodePort }];
    expect(() => trial.create(service('b', { type: 'NodePort', ports: reused }))).not.toThrow();
  });

  it('grows a second family and loses it again', () => {
    const trial = startTrial();
    const created = trial.create(service('api'));
    const policy = (ipFamilyPolicy: string) => (draft: KubeObject) => {
      draft.spec = { ...(draft.spec as object), ipFamilyPolicy };
    };
    const dual = trial.change(created, policy('PreferDualStack'));
    expect(specOf(dual).clusterIPs).toHaveLength(2);
    const single = trial.change(dual, policy('SingleStack'));
    expect(specOf(single).clusterIPs).toEqual(specOf(created).clusterIPs);
    expect(specOf(single).ipFamilies).toEqual(['IPv4']);
  });
});
