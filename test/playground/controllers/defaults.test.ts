import { describe, expect, it } from 'vitest';
import { applySchemaDefaults } from '../../../src/playground/cluster/defaults/custom.ts';
import { admit } from '../../../src/playground/cluster/defaults/registry.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { objectsOf, recordedCluster } from './recording.ts';
import { deployment, service, startTrial } from './trial.ts';

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
