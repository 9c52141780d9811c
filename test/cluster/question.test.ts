import { expect, test } from 'vitest';
import { questionOf } from '../../src/cluster/question.ts';
import type { Query } from '../../src/snapshot.ts';

const cases: [words: string, query: Query, path: string, parameters?: Record<string, string>][] = [
  [
    'get services/web in shop',
    { kind: 'services', namespace: 'shop', name: 'web' },
    '/api/v1/namespaces/shop/services/web',
  ],
  ['get namespaces/shop', { kind: 'namespaces', name: 'shop' }, '/api/v1/namespaces/shop'],
  ['list namespaces', { kind: 'namespaces' }, '/api/v1/namespaces'],
  ['list pods in shop', { kind: 'pods', namespace: 'shop' }, '/api/v1/namespaces/shop/pods'],
  [
    'list endpointslices in all namespaces',
    { kind: 'endpointslices' },
    '/apis/discovery.k8s.io/v1/endpointslices',
  ],
  [
    'list services/web in all namespaces',
    { kind: 'services', name: 'web' },
    '/api/v1/services',
    { fieldSelector: 'metadata.name=web' },
  ],
  [
    'list pods/web in shop with app=web, spec.nodeName=n1',
    { kind: 'pods', namespace: 'shop', name: 'web', labels: 'app=web', fields: 'spec.nodeName=n1' },
    '/api/v1/namespaces/shop/pods',
    { labelSelector: 'app=web', fieldSelector: 'metadata.name=web,spec.nodeName=n1' },
  ],
  [
    'list services/a,b in all namespaces',
    { kind: 'services', name: 'a,b' },
    '/api/v1/services',
    { fieldSelector: 'metadata.name=a\\,b' },
  ],
  [
    'get services/a?b in shop',
    { kind: 'services', namespace: 'shop', name: 'a?b' },
    '/api/v1/namespaces/shop/services/a%3Fb',
  ],
  [
    'list deployments in shop',
    { kind: 'deployments', namespace: 'shop' },
    '/apis/apps/v1/namespaces/shop/deployments',
  ],
  ['list nodes', { kind: 'nodes', namespace: 'shop' }, '/api/v1/nodes'],
  [
    'list caliconetworkpolicies in shop',
    { kind: 'caliconetworkpolicies', namespace: 'shop' },
    '/apis/crd.projectcalico.org/v1/namespaces/shop/networkpolicies',
  ],
];

test.each(cases)('%s', (words, query, path, parameters = {}) => {
  expect(questionOf(query)).toMatchObject({ words, path, parameters });
});

test('the permission is that of the request, not of the wish', () => {
  expect(questionOf({ kind: 'services', name: 'web' }).permission).toEqual({
    verb: 'list',
    group: '',
    resource: 'services',
  });
});

test('the permission has the names that RBAC knows', () => {
  expect(questionOf({ kind: 'caliconetworkpolicies', namespace: 'shop' }).permission).toEqual({
    verb: 'list',
    group: 'crd.projectcalico.org',
    resource: 'networkpolicies',
    namespace: 'shop',
  });
});
