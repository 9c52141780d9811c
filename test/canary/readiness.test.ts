import { expect, test } from 'vitest';
import type { Side } from '../../src/canary/provider.ts';
import { readyOf, servicesBehind } from '../../src/canary/readiness.ts';
import { TraefikService } from '../../src/objects/traefik-service.ts';
import type { Gap, Query } from '../../src/snapshot.ts';
import { endpoint, service, slice } from '../network/objects.ts';

const named = (name: string, spec: object = {}) =>
  service(spec, { metadata: { name, namespace: 'shop' } });

function endpointsFor(name: string, ...ready: boolean[]) {
  const labels = { 'kubernetes.io/service-name': name };
  const pods = ready.map((one, at) => endpoint(`${name}-${at}`, `10.244.0.${at}`, { ready: one }));
  return slice(pods, { metadata: { name: `${name}-1`, namespace: 'shop', labels } });
}

const objects = {
  services: [
    named('api'),
    named('canary'),
    named('empty'),
    named('alias', { type: 'ExternalName', externalName: 'api.example.com', selector: {} }),
  ],
  endpointslices: [endpointsFor('api', true, true, false), endpointsFor('canary', false)],
};

const refused = (query: Query): Gap => ({ query, reason: 'refused', message: 'forbidden' });
const labels = 'kubernetes.io/service-name=api';
const gap = refused({ kind: 'endpointslices', namespace: 'shop', labels });

const weighted = (name: string, ...services: object[]) =>
  TraefikService.parse({ metadata: { name, namespace: 'shop' }, spec: { weighted: { services } } });
const traefikservices = [
  weighted('both', { name: 'api', weight: 1 }, { name: 'canary', weight: 1 }),
  weighted('one', { name: 'api', weight: 1 }, { name: 'canary', weight: 0 }),
];

const side = (name: string, kind = 'Service', also: string[] = []): Side => ({
  kind,
  namespace: 'shop',
  name,
  weight: 50,
  ...(also.length > 0 && {
    also: also.map((one) => ({ kind: 'Service', namespace: 'shop', name: one })),
  }),
});

const rows: [what: string, side: Side, ready: number | undefined, words: string][] = [
  ['ready ones are counted', side('api'), 2, '2 ready endpoints'],
  ['those that are not ready are none', side('canary'), 0, 'no ready endpoint'],
  ['no slices are none', side('empty'), 0, 'no ready endpoint'],
  ['a Service that is missing has none', side('gone'), 0, 'there is no Service `gone`'],
  [
    'an alias is not known',
    side('alias'),
    undefined,
    'not known: `alias` is an alias of `api.example.com`',
  ],
  [
    'a target group is not known',
    side('tg', 'TargetGroup'),
    undefined,
    'not known: what a TargetGroup has behind it is not read',
  ],
  ['of several the worst counts', side('api', 'Service', ['canary']), 0, 'no ready endpoint'],
  ['so it does behind a TraefikService', side('both', 'TraefikService'), 0, 'no ready endpoint'],
  ['but not if it gets nothing there', side('one', 'TraefikService'), 2, '2 ready endpoints'],
  [
    'a TraefikService that is missing',
    side('none', 'TraefikService'),
    0,
    'there is no TraefikService of this name',
  ],
];

test.each(rows)('%s', (_, one, ready, words) => {
  expect(readyOf(one, { objects, gaps: [] }, { traefikservices })).toEqual({ ready, words });
});

test('a port that the Service does not have is reached by nobody', () => {
  const ready = (port: number) => readyOf({ ...side('api'), port }, { objects, gaps: [] }, {});
  expect(ready(80).ready).toBe(2);
  expect(ready(8081)).toEqual({
    ready: 0,
    words: 'the Service has no port `8081`; it has `80` and `http`',
  });
});

test('what could not be read is not known', () => {
  const unread = { ready: undefined, words: 'not known: its EndpointSlices could not be read' };
  expect(readyOf(side('api'), { objects, gaps: [gap] }, {})).toEqual(unread);
  expect(readyOf(side('canary'), { objects, gaps: [gap] }, {}).ready).toBe(0);
  expect(readyOf(side('api'), { objects: { services: objects.services }, gaps: [] }, {})).toEqual(
    unread,
  );
  const noServices = refused({ kind: 'services', namespace: 'shop', name: 'gone' });
  expect(readyOf(side('gone'), { objects, gaps: [noServices] }, {}).words).toBe(
    'no ready endpoint',
  );
  expect(readyOf(side('both', 'TraefikService'), { objects, gaps: [] }, {})).toEqual({
    ready: undefined,
    words: 'not known: TraefikServices of `shop` could not be read',
  });
});

test('the Services behind the sides are named once each', () => {
  const sides = [
    side('both', 'TraefikService'),
    side('api', 'Service', ['empty']),
    side('tg', 'TargetGroup'),
  ];
  expect(servicesBehind(sides, { traefikservices }).map(({ name }) => name)).toEqual([
    'api',
    'canary',
    'empty',
  ]);
});
