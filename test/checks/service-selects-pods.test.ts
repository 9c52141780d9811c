import { expect, test } from 'vitest';
import { serviceSelectsPods } from '../../src/checks/service-selects-pods.ts';
import { Deployment } from '../../src/objects/deployment.ts';
import { notReady, pod, service } from '../network/objects.ts';
import { deployment, evicted, shortened, verdictOn, whole } from './objects-pods.ts';
import { told } from './verdict.ts';

type Given = Parameters<typeof verdictOn>[1];

const judged = (given: Given, selector: object = { app: 'payment' }) =>
  verdictOn(serviceSelectsPods, { service: whole(service({ selector })), ...given });

const labelled = (labels: object, name = 'x-1', more: object = {}) =>
  pod({ name, metadata: { labels, ...more } });
const payments = ['a', 'b', 'c'].map((name) => labelled({ app: 'payments' }, name));
/** Of whose pods the API server says why it takes none. */
function refused(words: string) {
  const one = deployment('payment', { app: 'payment' }, 3);
  const message = `pods "payment-5d9-x1" is forbidden: ${words}`;
  const condition = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message };
  return Deployment.parse({ ...one, status: { conditions: [condition] } });
}
const foreign = labelled({ app: 'payment' }, 'y', { namespace: 'billing' });

test.each<[what: string, given: Given, told: RegExp]>([
  ['pods', { pods: whole(pod()) }, /^ok: `app=payment` takes 1 pod$/],
  ['more pods than are read', { pods: shortened(payments) }, /^ok: .* takes more than 3 pods$/],
  [
    'pods that crash',
    { pods: whole(pod({ conditions: [notReady()] })) },
    /^ok: `app=payment` takes 1 pod$/,
  ],
  [
    'a letter left out',
    { neighbours: whole(...payments) },
    /^problem: no pod fits the selector: it says `app=payment`, and 3 pods carry `app=payments`$/,
  ],
  [
    'the key mistyped',
    { neighbours: whole(labelled({ ap: 'payment' })) },
    /^problem: .* it says `app=payment`, and 1 pod carries `ap=payment`$/,
  ],
  [
    'near labels of pods that have ended mean nothing',
    {
      neighbours: whole(
        pod({ metadata: { labels: { app: 'payments' } }, status: { phase: 'Failed' } }),
      ),
    },
    /^problem: .*none carries nearly that$/,
  ],
  [
    'the same labels in another namespace',
    { strangers: whole(foreign) },
    /^problem: no pod in namespace `shop` carries `app=payment`; pods in `billing` do$/,
  ],
  [
    'scaled to zero',
    { deployments: whole(deployment('payment', { app: 'payment' }, 0)) },
    /^problem: there are no pods with `app=payment`: Deployment `payment`, which would start them, is scaled to zero$/,
  ],
  [
    'scaled to zero, and near labels beside it',
    {
      deployments: whole(deployment('payment', { app: 'payment' }, 0)),
      neighbours: whole(...payments),
    },
    /scaled to zero$/,
  ],
  [
    'nearly the labels, and scaled to zero',
    { deployments: whole(deployment('payments', { app: 'payments' }, 0)) },
    /^problem: .* says `app=payment`, and Deployment `payments` gives its pods `app=payments`, and is scaled to zero$/,
  ],
  [
    'pods that nobody lets it create',
    { deployments: whole(deployment('payment', { app: 'payment' }, 3)) },
    /^problem: .*Deployment `payment` ought to run 3 pods, and none could be created$/,
  ],
  [
    'pods that a quota refuses',
    { deployments: whole(refused('exceeded quota: tight, used: pods=2, limited: pods=2')) },
    /^problem: .*`payment` ought to run 3 pods, and the API server refuses them: forbidden: exceeded quota: tight, used: pods=2, limited: pods=2$/,
  ],
  [
    'labels that only new pods will have',
    { deployments: whole(deployment('payment', { app: 'payment' }, 3, 3)) },
    /^problem: .*its pods are still the old ones$/,
  ],
  [
    'only pods that have ended',
    { pods: whole(evicted('a'), evicted('b')) },
    /^problem: `app=payment` takes only pods that have ended or are about to: 2 Failed$/,
  ],
  [
    'pods named like it, with other labels',
    { neighbours: whole(labelled({ role: 'db', tier: 'x' }, 'api-7')) },
    /^problem: no pod carries `app=payment`; 1 pod named like the Service, such as `api-7`, carries `role=db,tier=x`$/,
  ],
  ['nothing alike', {}, /^problem: no pod in namespace `shop` carries .*none carries nearly that$/],
])('%s', (_, given, words) => {
  expect(told(judged(given))).toMatch(words);
});

test.each<[words: string, fix: RegExp]>([
  ['exceeded quota: tight', /^Raise the ResourceQuota/],
  ['violates PodSecurity "restricted:latest": runAsNonRoot != true', /pod-security/],
  ['error looking up service account shop/api: serviceaccount "api" not found', /ServiceAccount/],
])('pods that are refused: %s', (words, fix) => {
  const finding = judged({ deployments: whole(refused(words)) });
  expect(finding).toMatchObject({ fix: expect.stringMatching(fix) });
});

const surplus = { app: 'payment', tier: 'db' };

test('a label too many: the pods lack its key', () => {
  const found = whole(labelled({ app: 'payment' }, 'a'), labelled({ app: 'payment' }, 'b'));
  const finding = verdictOn(serviceSelectsPods, {
    service: whole(service({ selector: surplus })),
    neighbours: found,
  });
  expect(told(finding)).toBe(
    'problem: no pod fits the selector: 2 pods fit all of it but `tier=db`, a label that they do not carry',
  );
  expect(finding).toMatchObject({
    kubectl: `kubectl patch service api -n shop --type merge -p '{"spec":{"selector":{"tier":null}}}'`,
  });
});

test('near labels here, the very ones elsewhere: both are said', () => {
  const finding = judged({ neighbours: whole(...payments), strangers: whole(foreign) });
  expect(told(finding)).toMatch(/3 pods carry `app=payments`; pods that fit run in `billing`/);
});

test('the very change is named, for the selector and as a patch', () => {
  expect(judged({ neighbours: whole(...payments) })).toMatchObject({
    fix: 'Change `app=payment` to `app=payments` in the selector of Service `api`, or give the pods `app=payment`.',
    kubectl: `kubectl patch service api -n shop --type merge -p '{"spec":{"selector":{"app":"payments"}}}'`,
  });
});

test('a key that goes is removed by the patch', () => {
  const finding = judged({ neighbours: whole(labelled({ ap: 'payment' })) });
  expect(finding).toMatchObject({
    kubectl: expect.stringContaining('{"spec":{"selector":{"app":null,"ap":"payment"}}}'),
  });
});

test('one of two labels: only the wrong one is named', () => {
  const selector = { app: 'api', track: 'beta' };
  const finding = judged(
    { neighbours: whole(labelled({ app: 'api', track: 'stable' })) },
    selector,
  );
  expect(told(finding)).toMatch(/it says `track=beta`, and 1 pod carries `track=stable`$/);
});
