import { describe, expect, it } from 'vitest';
import { applySchemaDefaults } from '../../../src/playground/cluster/defaults/custom.ts';
import type { ServiceSpec } from '../../../src/playground/cluster/defaults/network-kinds.ts';
import { admit } from '../../../src/playground/cluster/defaults/registry.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { objectsOf, recordedCluster } from './recording.ts';
import { deployment, service, startTrial } from './trial.ts';

const specOf = (object: KubeObject) => object.spec as ServiceSpec;

describe('defaults', () => {
  it('leave everything a real cluster stored as it is', () => {
    const cluster = recordedCluster();
    for (const object of objectsOf(cluster)) {
      const resource = cluster.resources.of(object);
      expect(admit(resource, object, object, cluster.storage)).toEqual(object);
    }
  });

  it('never change their input', () => {
    const { storage, resources } = startTrial();
    const object = service('api');
    const copy = structuredClone(object);
    admit(resources.of(object), object, undefined, storage);
    expect(object).toEqual(copy);
  });
});

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

describe('other kinds', () => {
  it('a new Ingress without a class gets the default class, a stored one does not', () => {
    const trial = startTrial();
    const ingress = (name: string): KubeObject => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace: 'default' },
      spec: { defaultBackend: { service: { name: 'api', port: { number: 80 } } } },
    });
    const before = trial.create(ingress('before'));
    trial.create({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: {
        name: 'nginx',
        annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
      },
      spec: { controller: 'k8s.io/ingress-nginx' },
    });
    expect(trial.create(ingress('after')).spec).toMatchObject({ ingressClassName: 'nginx' });
    const touched = trial.change(before, (draft) => {
      draft.metadata.labels = { touched: 'yes' };
    });
    expect(touched.spec).not.toHaveProperty('ingressClassName');
  });

  it('a NetworkPolicy counts Egress only with egress rules', () => {
    const trial = startTrial();
    const policy = (name: string, spec: object): KubeObject => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace: 'default' },
      spec: { podSelector: {}, ...spec },
    });
    expect(trial.create(policy('in', {})).spec).toMatchObject({ policyTypes: ['Ingress'] });
    const both = trial.create(policy('both', { egress: [{ ports: [{ port: 53 }] }] }));
    expect(both.spec).toMatchObject({
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ ports: [{ port: 53, protocol: 'TCP' }] }],
    });
  });

  it.each([
    ['example.com/app:1', 'IfNotPresent'],
    ['example.com/app', 'Always'],
    ['example.com:5000/app:latest', 'Always'],
    ['example.com/app@sha256:0123', 'IfNotPresent'],
  ])('image %s is pulled %s', (image, policy) => {
    const created = startTrial().create(deployment({ name: 'api', image }));
    expect(created.spec).toMatchObject({
      template: { spec: { containers: [{ imagePullPolicy: policy }] } },
    });
  });

  it('generation counts changes of the spec, not of status or labels', () => {
    const trial = startTrial();
    const created = trial.create(deployment({ name: 'api' }));
    const generation = (object: KubeObject | undefined) => object?.metadata.generation;
    const labelled = trial.change(created, (draft) => {
      draft.metadata.labels = { a: 'b' };
    });
    expect(generation(labelled)).toBe(1);
    const scaled = trial.change(created, (draft) => {
      (draft.spec as { replicas: number }).replicas = 3;
    });
    expect(generation(scaled)).toBe(2);
    expect(scaled.status).toMatchObject({ observedGeneration: 2 });
  });

  it('a schema’s defaults reach into lists, maps and defaults themselves', () => {
    const schema = {
      properties: {
        spec: {
          default: {},
          properties: { size: { default: 1 } },
        },
        rules: {
          items: { properties: { weight: { default: 1 } } },
        },
        byName: { additionalProperties: { properties: { on: { default: true } } } },
      },
    };
    const object = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' } };
    const given = { ...object, rules: [{}, { weight: 0 }, { weight: null }], byName: { a: {} } };
    expect(applySchemaDefaults(schema, given)).toEqual({
      ...object,
      spec: { size: 1 },
      rules: [{ weight: 1 }, { weight: 0 }, { weight: 1 }],
      byName: { a: { on: true } },
    });
  });
});
