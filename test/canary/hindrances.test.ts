import { expect, test } from 'vitest';
import { hindrancesOf } from '../../src/canary/hindrances.ts';
import type { CanaryObjects } from '../../src/canary/provider.ts';
import { providers } from '../../src/canary/registry.ts';
import { TraefikService } from '../../src/objects/traefik-service.ts';
import { httpRoute, ingress } from '../network/routes/world.ts';

/** Of the first route there is, under these weights. */
function hindrances(objects: CanaryObjects, weights: number[]): string[] {
  for (const provider of providers) {
    const [route] = provider.find(objects);
    if (route) return hindrancesOf(provider, route, weights, objects).map(({ summary }) => summary);
  }
  throw new Error('there is no route');
}

const key = 'nginx.ingress.kubernetes.io';
const main = (annotations = {}) => ingress({ name: 'main', paths: ['Prefix /'], annotations });
const canary = (name: string, annotations = {}) =>
  ingress({
    name,
    age: name === 'canary' ? 1 : 2,
    paths: ['Prefix /'],
    service: 'next',
    annotations: { [`${key}/canary`]: 'true', ...annotations },
  });
const weightOf = (weight: string) => ({ [`${key}/canary-weight`]: weight });
const header = { [`${key}/canary-by-header`]: 'x-canary' };
const affinity = { [`${key}/affinity`]: 'cookie' };

const refs = (...weights: (number | undefined)[]) =>
  weights.map((weight, at) => ({ name: at === 0 ? 'api' : 'api-canary', port: 80, weight }));
const httpRoutes = (...backendRefs: object[]) => [httpRoute({ rules: [{ backendRefs }] })];

const sticky = TraefikService.parse({
  metadata: { name: 'api', namespace: 'shop' },
  spec: {
    weighted: {
      services: [
        { name: 'a', port: 80 },
        { name: 'a-canary', port: 80 },
      ],
      sticky: { cookie: { name: 'lane' } },
    },
  },
});

const action = (port: string, stickiness: object = {}) => {
  const targetGroups = ['a', 'a-canary'].map((serviceName) => ({ serviceName, servicePort: 80 }));
  const forwardConfig = { targetGroups, ...stickiness };
  const annotations = {
    'alb.ingress.kubernetes.io/actions.front': JSON.stringify({ type: 'forward', forwardConfig }),
  };
  const backend = { service: { name: 'front', port: { name: port } } };
  const http = { paths: [{ path: '/', pathType: 'Prefix', backend }] };
  return ingress({ className: 'alb', annotations, spec: { rules: [{ http }] } });
};

const rows: [what: string, objects: CanaryObjects, weights: number[], summaries: RegExp[]][] = [
  [
    'a canary that is well',
    { ingresses: [main(), canary('canary', weightOf('20'))] },
    [70, 30],
    [],
  ],
  [
    'a weight of 0, which the change mends',
    { ingresses: [main(), canary('canary', weightOf('0'))] },
    [70, 30],
    [],
  ],
  [
    'a weight that is no number, too',
    { ingresses: [main(), canary('canary', weightOf('20%'))] },
    [70, 30],
    [],
  ],
  [
    'a canary that is to get nothing',
    { ingresses: [main(), canary('canary', weightOf('20'))] },
    [100, 0],
    [],
  ],
  [
    'a header that decides first',
    { ingresses: [main(), canary('canary', header)] },
    [70, 30],
    [/^the header `x-canary` decides before the weight/],
  ],
  [
    'session affinity',
    { ingresses: [main(affinity), canary('canary')] },
    [70, 30],
    [/^session affinity keeps users/],
  ],
  [
    'session affinity, where everything moves',
    { ingresses: [main(affinity), canary('canary')] },
    [0, 100],
    [],
  ],
  [
    'another canary that is older',
    { ingresses: [main(), canary('second'), canary('canary')] },
    [70, 30],
    [/^it gets nothing: only one canary of a rule is used/],
  ],
  ['a rule that is well', { httproutes: httpRoutes(...refs(100, 0)) }, [70, 30], []],
  ['a rule of which one side takes all', { httproutes: httpRoutes(...refs(70, 30)) }, [0, 100], []],
  [
    'twice the same backend',
    { httproutes: httpRoutes({ name: 'a', port: 80 }, { name: 'a', port: 80 }) },
    [70, 30],
    [/^both sides of every host with PathPrefix `\/` are `shop\/a` port 80/],
  ],
  [
    'a backend without a port',
    { httproutes: httpRoutes({ name: 'a', port: 80 }, { name: 'b' }) },
    [70, 30],
    [/^`shop\/b` cannot answer its 30 %/],
  ],
  [
    'a cookie of Traefik',
    { traefikservices: [sticky] },
    [70, 30],
    [/^all that is sent to it: a cookie keeps clients where they were/],
  ],
  [
    'an action that no path leads to',
    { ingresses: [action('http')] },
    [70, 30],
    [/^the weights in `actions.front` count for nothing/],
  ],
  [
    'stickiness of a load balancer',
    { ingresses: [action('use-annotation', { targetGroupStickinessConfig: { enabled: true } })] },
    [70, 30],
    [/stickiness keeps clients where they were/],
  ],
];

test.each(rows)('%s', (_, objects, weights, summaries) => {
  const expected = summaries.map((one) => expect.stringMatching(one));
  expect(hindrances(objects, weights)).toEqual(expected);
});
