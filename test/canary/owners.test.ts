import { expect, test } from 'vitest';
import { ownerOf } from '../../src/canary/owners.ts';
import { ObjectMeta } from '../../src/objects/meta.ts';
import { Rollout } from '../../src/objects/rollout.ts';
import { service } from '../network/objects.ts';
import { routeWith } from './routes.ts';

const meta = (more: object = {}) => ObjectMeta.parse({ name: 'web', namespace: 'shop', ...more });
const rollout = (canary: object, strategy: object = {}) =>
  Rollout.parse({
    metadata: { name: 'api', namespace: 'shop' },
    spec: { strategy: { canary, ...strategy } },
  });
const routing = (trafficRouting: object) => rollout({ trafficRouting });
const plugin = (config: object) =>
  routing({ plugins: { 'argoproj-labs/gatewayAPI': config, 'example/other': 'text' } });

const httpRoute = routeWith();
const ingress = routeWith({
  kind: 'ingresses',
  kindName: 'Ingress',
  name: 'api-canary',
  knownAs: [{ kind: 'ingresses', namespace: 'shop', name: 'web' }],
});
const traefik = routeWith({ kind: 'traefikservices', kindName: 'TraefikService' });

const raise = { before: 0.2, after: 0.3 };
const facts = (more: object = {}) => ({ metadata: meta(), services: [], rollouts: [], ...more });

const claims: [how: string, route: typeof httpRoute, found: Rollout, why: string][] = [
  ['its stable Service', httpRoute, rollout({ stableService: 'api' }), 'Service `api`'],
  [
    'its canary Service',
    httpRoute,
    rollout({ canaryService: 'api-canary' }),
    'Service `api-canary`',
  ],
  [
    'its active Service',
    httpRoute,
    rollout({}, { blueGreen: { activeService: 'api' } }),
    'Service `api`',
  ],
  ['its ping Service', httpRoute, rollout({ pingPong: { pingService: 'api' } }), 'Service `api`'],
  ['a stable Ingress', ingress, routing({ nginx: { stableIngress: 'web' } }), 'Ingress `web`'],
  [
    'stable Ingresses',
    ingress,
    routing({ nginx: { stableIngresses: ['a', 'web'] } }),
    'Ingress `web`',
  ],
  ['an Ingress of AWS', ingress, routing({ alb: { ingress: 'web' } }), 'Ingress `web`'],
  ['Ingresses of AWS', ingress, routing({ alb: { ingresses: ['web'] } }), 'Ingress `web`'],
  [
    'a TraefikService',
    traefik,
    routing({ traefik: { weightedTraefikServiceName: 'web' } }),
    'TraefikService `web`',
  ],
  ['an HTTPRoute', httpRoute, plugin({ httpRoute: 'web' }), 'HTTPRoute `web`'],
  [
    'HTTPRoutes',
    httpRoute,
    plugin({ httpRoutes: [{ name: 'web' }], namespace: 'shop' }),
    'HTTPRoute `web`',
  ],
];

test.each(claims)('a Rollout owns what it names: %s', (_, route, found, why) => {
  expect(ownerOf(route, facts({ rollouts: [found] }), raise)).toEqual({
    by: 'argo-rollouts',
    name: 'shop/api',
    words: `The weights belong to Argo Rollouts: Rollout \`shop/api\`, which sets them by its own steps: it names ${why}.`,
    command: 'kubectl argo rollouts promote api -n shop',
  });
});

test('a Rollout that names others owns nothing here', () => {
  const others = [
    rollout({ stableService: 'cart' }),
    plugin({ httpRoute: 'web', namespace: 'staging' }),
    plugin({ httpRoute: { name: 'web' } }),
    Rollout.parse({ metadata: { name: 'bare', namespace: 'shop' } }),
  ];
  expect(ownerOf(httpRoute, facts({ rollouts: others }), raise)).toBeUndefined();
});

test('what is wanted decides which command is the right one', () => {
  const rollouts = [rollout({ stableService: 'api' })];
  const wanted = [{ after: 0 }, { after: 0.1 }, { after: 0.3 }, { after: 1 }, {}];
  const commands = wanted.map(
    (share) => ownerOf(httpRoute, facts({ rollouts }), { before: 0.2, ...share })?.command,
  );
  expect(commands).toEqual([
    'kubectl argo rollouts abort api -n shop',
    'kubectl argo rollouts abort api -n shop',
    'kubectl argo rollouts promote api -n shop',
    'kubectl argo rollouts promote api -n shop --full',
    'kubectl argo rollouts get rollout api -n shop',
  ]);
});

const annotations = { 'argo-rollouts.argoproj.io/managed-by-rollouts': 'api' };
const ownedBy = (apiVersion: string, kind: string, controller = true) => ({
  ownerReferences: [{ apiVersion, kind, name: 'api', uid: '1', controller }],
});

const marks: [how: string, more: object, why: RegExp][] = [
  ['on the route', { metadata: meta({ annotations }) }, /HTTPRoute `web` has the annotation/],
  [
    'on a Service',
    { services: [service({}, { metadata: { name: 'api', namespace: 'shop', annotations } })] },
    /Service `api` has the annotation/,
  ],
  [
    'as its owner',
    { metadata: meta(ownedBy('argoproj.io/v1alpha1', 'Rollout')) },
    /is owned by it/,
  ],
];

test.each(marks)('a mark of Argo Rollouts is enough: %s', (_, more, why) => {
  const owner = ownerOf(httpRoute, facts(more), raise);
  expect(owner).toMatchObject({ name: 'shop/api', words: expect.stringMatching(why) });
});

test('a selector tells that it is a Rollout’s, but not which', () => {
  const selector = { app: 'api', 'rollouts-pod-template-hash': '6579c6cc98' };
  expect(ownerOf(httpRoute, facts({ services: [service({ selector })] }), raise)).toEqual({
    by: 'argo-rollouts',
    words:
      'The weights belong to Argo Rollouts, which sets them by its own steps: the selector of Service `api` has `rollouts-pod-template-hash`.',
    command: 'kubectl argo rollouts list rollouts -n shop',
  });
});

test('a Canary of Flagger owns the route, or a Service of it', () => {
  const metadata = meta(ownedBy('flagger.app/v1beta1', 'Canary'));
  expect(ownerOf(httpRoute, facts({ metadata }), raise)).toEqual({
    by: 'flagger',
    name: 'shop/api',
    words:
      'The weights belong to Flagger: HTTPRoute `web` is owned by its Canary `shop/api`, whose `spec.analysis` says how they grow.',
    command: 'kubectl edit canaries.flagger.app api -n shop',
  });
  const own = { name: 'api', namespace: 'shop', ...ownedBy('flagger.app/v1beta1', 'Canary') };
  const services = [service({}, { metadata: own })];
  expect(ownerOf(httpRoute, facts({ services }), raise)?.words).toMatch(/Service `api` is owned/);
});

const strangers: [what: string, more: object][] = [
  ['a Canary of another group', ownedBy('example.com/v1', 'Canary')],
  ['an owner that does not control it', ownedBy('flagger.app/v1beta1', 'Canary', false)],
  ['a Deployment', ownedBy('apps/v1', 'Deployment')],
];

test.each(strangers)('%s owns no weights', (_, more) => {
  expect(ownerOf(httpRoute, facts({ metadata: meta(more) }), raise)).toBeUndefined();
});
