/** Tables after the documentation of Traefik and of the AWS Load Balancer Controller. */
import { expect, test } from 'vitest';
import { parseRule } from '../../../src/network/routes/traefik-rule.ts';
import { TraefikService } from '../../../src/objects/traefik-service.ts';
import { arrivals, ingress, ingressRoute, splitOf, taken, winner } from './world.ts';

const service = [{ name: 'a', port: 80 }];

test.each<[match: string, isTaken: boolean]>([
  ['Host(`shop.test`)', true],
  ['Host(`other.test`)', false],
  ['Host(`other.test`) || PathPrefix(`/ap`)', true],
  ['PathPrefix(`/ap`) && Method(`POST`)', false],
  ['Path(`/api`) && Header(`X-A`, `1`)', true],
  ['!Path(`/api`)', false],
  ['!(Path(`/x`) || Path(`/y`)) && Host(`shop.test`)', true],
  ['Path(`/x`) && Path(`/y`) || Path(`/api`)', true],
  ['Query(`q`, `1`)', true],
  ['Host(`shop.test`', false],
  ['Host(shop.test)', false],
])('the rule %s and a request for /api: %s', (match, isTaken) => {
  const route = ingressRoute([{ match, services: service }]);
  const found = arrivals('http://shop.test/api?q=1', { ingressroutes: [route] }, ['x-a=1']);
  expect(winner(found) !== undefined).toBe(isTaken);
});

test.each(['Host()', 'Host(`a`) &&', 'a b', '', 'Host(`a` `b`)', 'Host(`a`))'])(
  '%j is a rule or not, but never an endless one',
  (text) => {
    expect(['undefined', 'object']).toContain(typeof parseRule(text));
  },
);

test('the longest rule text wins, whatever it says, unless a priority is set', () => {
  const routes = (priority?: number) =>
    ingressRoute([
      { match: 'Host(`shop.test`) && PathPrefix(`/api`)', services: [{ name: 'long', port: 80 }] },
      {
        match: 'Path(`/api`)',
        services: [{ name: 'short', port: 80 }],
        ...(priority && { priority }),
      },
    ]);
  const of = (priority?: number) =>
    winner(arrivals('http://shop.test/api', { ingressroutes: [routes(priority)] }))?.split[0]?.name;
  expect([of(), of(500)]).toEqual(['long', 'short']);
});

test('a matcher that is not evaluated is shown as open', () => {
  const route = ingressRoute([{ match: 'HostRegexp(`^s.*$`) && Path(`/api`)', services: service }]);
  const found = arrivals('http://shop.test/api', { ingressroutes: [route] });
  expect(winner(found)?.open).toEqual(['HostRegexp("^s.*$")'.replaceAll('"', '"')]);
});

test('nested TraefikServices multiply their shares, and a circle is said', () => {
  const weighted = (name: string, services: object[]) =>
    TraefikService.parse({
      metadata: { name, namespace: 'shop' },
      spec: { weighted: { services } },
    });
  const traefikservices = [
    weighted('outer', [
      { name: 'a', port: 80, weight: 3 },
      { kind: 'TraefikService', name: 'inner' },
    ]),
    weighted('inner', [
      { name: 'b', port: 80 },
      { name: 'c', port: 80 },
    ]),
    weighted('loop', [{ kind: 'TraefikService', name: 'loop' }]),
  ];
  const split = (name: string) => {
    const route = ingressRoute([
      { match: 'Path(`/`)', services: [{ kind: 'TraefikService', name }] },
    ]);
    return winner(arrivals('http://shop.test/', { ingressroutes: [route], traefikservices }));
  };
  expect(splitOf(split('outer'))).toBe('a 75, b 13, c 13');
  expect(split('loop')?.split[0]?.trouble).toContain('in a circle');
  expect(split('gone')?.split[0]?.trouble).toContain('there is no TraefikService');
});

test('an Ingress served by Traefik takes prefixes of the text', () => {
  expect(taken('/apis', ingress({ className: 'traefik', paths: ['Prefix /api'] }))).toBe('s0');
});

const alb = (annotations: Record<string, string>, paths: string[], more = {}) =>
  ingress({
    className: 'alb',
    paths,
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([name, value]) => [
        `alb.ingress.kubernetes.io/${name}`,
        value,
      ]),
    ),
    ...more,
  });

const useAnnotation = (name: string) => ({
  spec: {
    rules: [
      {
        http: {
          paths: [
            {
              path: '/',
              pathType: 'Prefix',
              backend: { service: { name, port: { name: 'use-annotation' } } },
            },
          ],
        },
      },
    ],
  },
});

test.each<[action: string, split: string | undefined, answer: string | undefined]>([
  [
    '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"a","servicePort":80,"weight":3},{"serviceName":"b","servicePort":"80","weight":1}]}}',
    'a 75, b 25',
    undefined,
  ],
  [
    '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"503"}}',
    '',
    'a fixed answer with 503',
  ],
  [
    '{"type":"redirect","redirectConfig":{"protocol":"HTTPS","port":"443","statusCode":"HTTP_301"}}',
    '',
    '301 to `https://shop.test:443/x`',
  ],
  ['{"type":', 'act 100', undefined],
])('the action %s', (action, split, answer) => {
  const item = alb({ 'actions.act': action }, [], useAnnotation('act'));
  const found = winner(arrivals('http://shop.test/x', { ingresses: [item] }));
  expect(splitOf(found)).toBe(split);
  expect(found?.answer).toBe(answer);
  if (action === '{"type":') expect(found?.split[0]?.trouble).toContain('cannot be read');
});

test('rules of a group go by group.order, and the first that matches wins', () => {
  const one = (name: string, order: string) =>
    alb({ 'group.name': 'g', 'group.order': order }, ['Prefix /'], { name, service: name });
  expect(taken('/api', one('a', '20'), one('b', '10'))).toBe('b');
});

test('targets that are nodes need a node port', () => {
  const found = arrivals('http://shop.test/', {
    ingresses: [alb({ 'target-type': 'instance' }, ['Prefix /'])],
  });
  expect(winner(found)?.split[0]?.needsNodePort).toBe(true);
});
