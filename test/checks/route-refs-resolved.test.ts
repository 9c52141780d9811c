import { expect, test } from 'vitest';
import { routeRefsResolved } from '../../src/checks/route-refs-resolved.ts';
import { service } from '../network/objects.ts';
import { condition, type Given, ofRoute, route } from './objects-gateway.ts';
import { told } from './verdict.ts';

const api = service();
const named = (name: string) => service({}, { metadata: { name, namespace: 'shop' } });
const to = (...backendRefs: object[]) => ({ spec: { rules: [{ backendRefs }] } });
const says = (reason: string, version = 1, message = '') => ({
  says: ['Accepted True', condition(`ResolvedRefs False ${reason}`, version, message)],
});
const given = (words: object, more: Given = {}): Given => ({
  httpRoutes: [route(words)],
  backendServices: [api],
  ...more,
});
const all = 'all requests of PathPrefix `/` are answered with 500';

const cases: [what: string, given: Given, told: string][] = [
  ['all is there', given({}), 'ok: 1 backend found'],
  [
    'no such Service, and a near name',
    given(to({ name: 'apy', port: 80 }), { backendServices: [], nearBackends: [named('api')] }),
    `problem: there is no Service \`shop/apy\` (nearest: \`api\`); ${all}`,
  ],
  [
    'one of two',
    given(to({ name: 'api', port: 80, weight: 3 }, { name: 'gone', port: 80 })),
    'problem: there is no Service `shop/gone`; 25 % of the requests of PathPrefix `/` are answered with 500',
  ],
  [
    'one that gets nothing',
    given(to({ name: 'api', port: 80 }, { name: 'gone', port: 80, weight: 0 })),
    'warning: there is no Service `shop/gone`; at weight 0 PathPrefix `/` sends nothing there',
  ],
  [
    'no such port',
    given(to({ name: 'api', port: 8080 })),
    `problem: Service \`shop/api\` has no port 8080, it has 80 (\`http\`); ${all}`,
  ],
  [
    'no port named',
    given(to({ name: 'api' })),
    `problem: the route names no port of Service \`shop/api\`, which it has to; ${all}`,
  ],
  [
    'an alias has no ports',
    given(to({ name: 'api', port: 443 }), {
      backendServices: [service({ type: 'ExternalName', externalName: 'a.test', ports: [] })],
    }),
    'ok: 1 backend found',
  ],
  [
    'another kind, which the controller takes',
    given(to({ group: 'example.com', kind: 'Backend', name: 'x' })),
    'ok: 1 backend found',
  ],
  [
    'another kind, which it does not take',
    given({ ...to({ group: 'example.com', kind: 'Bucket', name: 'x' }), ...says('InvalidKind') }),
    'problem: the controller could not resolve all that the route refers to: a backend is of a kind that the controller does not support (InvalidKind)',
  ],
  [
    'a protocol that it does not speak',
    given(says('UnsupportedProtocol', 1, 'appProtocol kafka')),
    'problem: the controller could not resolve all that the route refers to: a backend’s `appProtocol` is one that the controller does not support (UnsupportedProtocol); it says “appProtocol kafka”',
  ],
  [
    'a backend that was missing in an earlier version',
    given({ generation: 2, ...says('BackendNotFound', 1) }),
    'warning: its controller missed a backend in an earlier version of the route (BackendNotFound); all that the present one names is there, but the controller has not looked at it',
  ],
  [
    'a kind refused in an earlier version',
    given({ generation: 2, ...says('InvalidKind', 1) }),
    'problem: the controller could not resolve all that the route refers to: a backend is of a kind that the controller does not support (InvalidKind) (said of an earlier version: the latest change was not looked at yet)',
  ],
  [
    'found, in an earlier version',
    given({ generation: 2 }),
    'ok: 1 backend found (said of an earlier version: the latest change was not looked at yet)',
  ],
  [
    'a redirect has no backend',
    given({ spec: { rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: {} }] }] } }),
    'skipped: it sends to no backend',
  ],
];

test.each(cases)('%s', (_, objects, expected) => {
  expect(told(ofRoute(routeRefsResolved, objects))).toBe(expected);
});

test('what a controller may not use for lack of a grant has that as its cause', () => {
  expect(ofRoute(routeRefsResolved, given(says('RefNotPermitted')))).toMatchObject({
    causedBy: ['reference-granted'],
  });
});

test('a Service of another namespace without a grant was not looked for, and is not missing', () => {
  const objects = given(to({ name: 'pay', namespace: 'pay', port: 80 }));
  expect(ofRoute(routeRefsResolved, objects).status).toBe('ok');
});

test('Services that could not be read are not said to be missing', () => {
  expect(ofRoute(routeRefsResolved, given({}), ['backendServices']).status).toBe('unknown');
});
