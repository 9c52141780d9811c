import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const shop = '/api/v1/namespaces/shop';
const ingresses = '/apis/networking.k8s.io/v1/namespaces/shop/ingresses';
const deployments = '/apis/apps/v1/namespaces/shop/deployments';
const routes = '/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes';
const merge = 'application/merge-patch+json';
let server: ApiServer;

beforeAll(async () => {
  server = await startRecordedCluster();
});
afterAll(() => server.close());

const dry = '?dryRun=All';
const service = (spec: object, metadata: object = {}) => ({
  metadata: { name: 'x', ...metadata },
  spec,
});
const backend = { service: { name: 'x', port: { number: 80 } } };
const ingress = (path: object) => ({
  metadata: { name: 'x' },
  spec: { rules: [{ http: { paths: [{ backend, ...path }] } }] },
});
const at = 'spec.rules[0].http.paths[0]';
const pod = { containers: [{ name: 'a', image: 'a' }] };
const deployment = (labels: object, spec: object = pod) => ({
  metadata: { name: 'x' },
  spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels }, spec } },
});

const refused: [string, string, object, string][] = [
  ['a Service without ports', `${shop}/services`, service({}), 'spec.ports: Required value'],
  [
    'a port out of range',
    `${shop}/services`,
    service({ ports: [{ port: 70_000 }] }),
    'spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive',
  ],
  [
    'two ports without names',
    `${shop}/services`,
    service({ ports: [{ port: 1 }, { port: 2 }] }),
    '[spec.ports[0].name: Required value, spec.ports[1].name: Required value]',
  ],
  [
    'an unknown type',
    `${shop}/services`,
    service({ type: 'Magic', ports: [{ port: 1 }] }),
    'spec.type: Unsupported value: "Magic": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
  ],
  [
    'a node port without a type for it',
    `${shop}/services`,
    service({ ports: [{ port: 1, nodePort: 30_999 }] }),
    "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
  ],
  [
    'an ExternalName without a name',
    `${shop}/services`,
    service({ type: 'ExternalName' }),
    'spec.externalName: Required value',
  ],
  [
    'a label value with spaces',
    `${shop}/services`,
    service({ ports: [{ port: 1 }] }, { labels: { a: 'b c' } }),
    'metadata.labels: Invalid value: "b c": a valid label must be an empty string',
  ],
  [
    'an annotation key with two slashes',
    `${shop}/configmaps`,
    { metadata: { name: 'x', annotations: { 'a/b/c': '' } } },
    'metadata.annotations: Invalid value: "a/b/c": a valid label key must consist of',
  ],
  [
    'a path type that is missing',
    ingresses,
    ingress({ path: '/' }),
    `${at}.pathType: Required value: pathType must be specified`,
  ],
  [
    'an unknown path type',
    ingresses,
    ingress({ path: '/', pathType: 'Glob' }),
    `${at}.pathType: Unsupported value: "Glob": supported values: "Exact", "ImplementationSpecific", "Prefix"`,
  ],
  [
    'a backend without a port',
    ingresses,
    ingress({ path: '/', pathType: 'Exact', backend: { service: { name: 'x' } } }),
    `${at}.backend: Required value: port name or number is required`,
  ],
  [
    'an Ingress without rules',
    ingresses,
    service({}),
    'spec: Invalid value: null: either `defaultBackend` or `rules` must be specified',
  ],
  [
    'a template the selector does not match',
    deployments,
    deployment({ a: 'c' }),
    'spec.template.metadata.labels: Invalid value: {"a":"c"}: `selector` does not match template `labels`',
  ],
  [
    'a workload without containers',
    deployments,
    deployment({ a: 'b' }, {}),
    'spec.template.spec.containers: Required value',
  ],
  [
    'a weight above the schema’s maximum',
    routes,
    service({ rules: [{ backendRefs: [{ name: 'x', weight: 1_000_001 }] }] }),
    'spec.rules[0].backendRefs[0].weight: Invalid value: 1000001: spec.rules[0].backendRefs[0].weight in body should be less than or equal to 1000000',
  ],
  [
    'a weight of the wrong type',
    routes,
    service({ rules: [{ backendRefs: [{ name: 'x', weight: 'much' }] }] }),
    'spec.rules[0].backendRefs[0].weight: Invalid value: "string": spec.rules[0].backendRefs[0].weight in body must be of type integer: "string"',
  ],
];

describe('what is not valid is refused', () => {
  test.each(refused)('%s', async (_, path, body, message) => {
    const answer = await ask(server, path + dry, { method: 'POST', body });
    const status = await answer.json();
    expect([answer.status, status.reason]).toEqual([422, 'Invalid']);
    expect(status.message).toContain(message);
    expect(status.details.causes.length).toBeGreaterThan(0);
  });
});

const fixed: [string, string, object, string][] = [
  [
    'the cluster IP',
    `${shop}/services/redis`,
    { spec: { clusterIP: '10.96.0.77', clusterIPs: ['10.96.0.77'] } },
    'spec.clusterIPs[0]: Invalid value: ["10.96.0.77"]: may not change once set',
  ],
  [
    'a Deployment’s selector',
    `${deployments}/web`,
    {
      spec: {
        selector: { matchLabels: { app: 'other' } },
        template: { metadata: { labels: { app: 'other' } } },
      },
    },
    'spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable',
  ],
  [
    'the identity of a StatefulSet',
    '/apis/apps/v1/namespaces/shop/statefulsets/mysql',
    { spec: { serviceName: 'other' } },
    'spec: Forbidden: updates to statefulset spec for fields other than',
  ],
];

test.each(fixed)('%s does not change', async (_, path, body, message) => {
  const status = await askJson(server, path + dry, { method: 'PATCH', body, contentType: merge });
  expect([status.code, status.message]).toEqual([422, expect.stringContaining(message)]);
});
