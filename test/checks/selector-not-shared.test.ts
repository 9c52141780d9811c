import { expect, test } from 'vitest';
import { selectorNotShared } from '../../src/checks/selector-not-shared.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { service } from '../network/objects.ts';
import {
  bare,
  evicted,
  leaving,
  ofDeployment,
  owned,
  shortened,
  verdictOn,
  whole,
} from './objects-pods.ts';
import { told } from './verdict.ts';

const judged = (pods: readonly Pod[], spec: object = {}, more: object = {}) =>
  verdictOn(selectorNotShared, { service: whole(service(spec, more)), pods: whole(...pods) });

const stable = [1, 2, 3].map((index) => ofDeployment('api', index, '5d9', { track: 'stable' }));
const canary = ofDeployment('api-canary', 1, '7fc', { track: 'canary' });
const rollout = (index: number, hash: string) =>
  owned('ReplicaSet', `api-${hash}`, `api-${hash}-${index}`, {
    'rollouts-pod-template-hash': hash,
  });

test.each<[what: string, pods: Pod[], told: string]>([
  ['one Deployment', stable, 'ok: its 3 pods belong to Deployment `api`'],
  [
    'a rolling update: two ReplicaSets of one Deployment',
    [ofDeployment('api', 1, '5d9'), ofDeployment('api', 1, '9ab')],
    'ok: its 2 pods belong to Deployment `api`',
  ],
  [
    'an Argo Rollout on its way',
    [rollout(1, '5d9'), rollout(1, '9ab')],
    'ok: its 2 pods belong to Rollout `api`',
  ],
  [
    'a StatefulSet, whose pods are all labelled differently',
    [0, 1].map((index) =>
      owned('StatefulSet', 'api', `api-${index}`, {
        'statefulset.kubernetes.io/pod-name': `api-${index}`,
      }),
    ),
    'ok: its 2 pods belong to StatefulSet `api`',
  ],
  [
    'static pods of several nodes',
    [owned('Node', 'node-1', 'api-node-1'), owned('Node', 'node-2', 'api-node-2')],
    'ok: it takes static pods',
  ],
  ['pods that nobody owns', [bare('a'), bare('b')], 'ok: it takes pods that nobody owns'],
  [
    'Jobs of one CronJob',
    [owned('Job', 'api-29401020', 'a'), owned('Job', 'api-29401080', 'b')],
    'ok: its 2 pods belong to Job `api-29401020`',
  ],
  [
    'pods of another workload that have ended or are on their way out',
    [stable[0] as Pod, evicted(), leaving()],
    'ok: its pod belongs to Deployment `api`',
  ],
  [
    'a canary',
    [...stable, canary],
    'warning: answers of `shop/api` come from both: Deployment `api` (3 pods) and Deployment `api-canary` (1 pod)',
  ],
  [
    'a Job beside a Deployment',
    [...stable, owned('Job', 'migrate', 'migrate-x')],
    'warning: answers of `shop/api` come from both: Deployment `api` (3 pods) and Job `migrate` (1 pod)',
  ],
  [
    'a pod that somebody started by hand',
    [...stable, bare('test')],
    'warning: answers of `shop/api` come from both: Deployment `api` (3 pods) and pod `test`, which nobody owns (1 pod)',
  ],
  [
    'hand-made pods with different labels',
    [bare('a', { version: '1' }), bare('b', { version: '2' })],
    'warning: answers of `shop/api` come from both: pod `a`, which nobody owns (1 pod) and pod `b`, which nobody owns (1 pod)',
  ],
])('%s', (_, pods, words) => {
  expect(told(judged(pods))).toBe(words);
});

test('the label that tells them apart is named, calmly', () => {
  expect(judged([...stable, canary])).toMatchObject({
    fix: expect.stringMatching(/^If one of them is a canary, nothing is wrong.*`track=stable`/),
  });
});

test('many workloads are not all listed', () => {
  const pods = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ofDeployment(name, 1));
  expect(told(judged(pods))).toMatch(/come from all of them: .* and 2 more$/);
});

test('a headless Service may make peers known to one another', () => {
  const peers = [owned('StatefulSet', 'ingester', 'a'), owned('StatefulSet', 'querier', 'b')];
  const headless = { clusterIP: 'None', clusterIPs: ['None'] };
  expect(judged(peers, headless).status).toBe('ok');
  expect(judged([...peers, owned('Job', 'backup', 'c')], headless).status).toBe('warning');
});

test('what an operator set up is as it is meant to be', () => {
  const ownerReferences = [{ kind: 'Elasticsearch', name: 'es', uid: '1', controller: true }];
  const metadata = { name: 'api', namespace: 'shop', ownerReferences };
  const nodeSets = [owned('StatefulSet', 'es-master', 'a'), owned('StatefulSet', 'es-data', 'b')];
  expect(told(judged(nodeSets, {}, { metadata }))).toMatch(
    /^ok: .* as Elasticsearch `es` set it up$/,
  );
});

test.each<[string, object]>([
  ['an alias', { type: 'ExternalName', externalName: 'x.example.com' }],
  ['no selector', { selector: {} }],
])('%s is skipped', (_, spec) => {
  expect(judged(stable, spec).status).toBe('skipped');
});

test('no pods, or only some that have ended, are skipped', () => {
  expect(judged([]).status).toBe('skipped');
  expect(judged([evicted()]).status).toBe('skipped');
});

test('that not all pods were read is said', () => {
  const finding = verdictOn(selectorNotShared, {
    service: whole(service()),
    pods: shortened(stable),
  });
  expect(told(finding)).toMatch(/^ok: .*as far as was read$/);
});
