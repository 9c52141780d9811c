import { expect, test } from 'vitest';
import { routeAttached } from '../../src/checks/route-attached.ts';
import {
  condition,
  type Given,
  gateway,
  http,
  https,
  namespace,
  ofRoute,
  route,
} from './objects-gateway.ts';
import { told } from './verdict.ts';

const refused = (reason: string) => ['ResolvedRefs True', `Accepted False ${reason}`];
const asking = (ref: Record<string, unknown>, says?: string[]): Given => ({
  httpRoutes: [route({ parentRefs: [{ name: 'web', ...ref }], ...(says && { says }) })],
});

/** A Gateway in another namespace that selects by labels, and the route's namespace. */
function selecting(selector: object | undefined, labels: Record<string, string>): Given {
  const namespaces = { from: 'Selector', ...(selector && { selector }) };
  return {
    gateways: [
      gateway({ namespace: 'edge', listeners: [{ ...http, allowedRoutes: { namespaces } }] }),
    ],
    routeNamespaces: [namespace('shop', { 'kubernetes.io/metadata.name': 'shop', ...labels })],
    ...asking({ namespace: 'edge' }, refused('NotAllowedByListeners')),
  };
}

const hosts = (own: string[], taken: string | undefined, says?: string[]): Given => ({
  gateways: [gateway({ listeners: [{ ...http, ...(taken && { hostname: taken }) }] })],
  httpRoutes: [route({ spec: { hostnames: own }, ...(says && { says }) })],
});
const noHost = refused('NoMatchingListenerHostname');

const cases: [what: string, given: Given, told: string][] = [
  ['attached', {}, 'ok: attached to Gateway `shop/web`'],
  [
    'no parentRefs',
    { httpRoutes: [route({ parentRefs: [] })] },
    'problem: the route names no parent, so no Gateway takes it',
  ],
  [
    'no such Gateway',
    { gateways: [], httpRoutes: [route({ says: [] })] },
    'problem: the route is not attached: there is no Gateway `shop/web` that could take it',
  ],
  [
    'no such listener, and no answer',
    { gateways: [gateway({ listeners: [http, https] })], ...asking({ sectionName: 'htps' }, []) },
    'problem: the route is not attached (NoMatchingParent): Gateway `shop/web` has no listener `htps`, for which the route asks. Did you mean `https` or `http`?',
  ],
  [
    'a port that no listener has',
    asking({ port: 8080 }, refused('NoMatchingParent')),
    'problem: the route is not attached (NoMatchingParent): Gateway `shop/web` has port 80, not 8080, for which the route asks',
  ],
  [
    'a listener with another port',
    asking({ sectionName: 'http', port: 443 }, refused('NoMatchingParent')),
    'problem: the route is not attached (NoMatchingParent): listener `http` of Gateway `shop/web` has port 80, not 443, for which the route asks',
  ],
  [
    'a listener that takes its own namespace only, as without a word',
    {
      gateways: [gateway({ namespace: 'edge' })],
      ...asking({ namespace: 'edge' }, refused('NotAllowedByListeners')),
    },
    'problem: the route is not attached (NotAllowedByListeners): listener `http` of Gateway `edge/web` lets in routes of its own namespace `edge` only (from: Same), and this one is in `shop`',
  ],
  [
    'a selector that its namespace does not meet',
    selecting({ matchLabels: { access: 'yes' } }, { team: 'a' }),
    'problem: the route is not attached (NotAllowedByListeners): listener `http` of Gateway `edge/web` lets in routes of namespaces with `access=yes` only, and `shop` has `team=a`',
  ],
  [
    'an expression that its namespace does not meet',
    selecting({ matchExpressions: [{ key: 'env', operator: 'In', values: ['prod'] }] }, {}),
    'problem: the route is not attached (NotAllowedByListeners): listener `http` of Gateway `edge/web` lets in routes of namespaces with `env in (prod)` only, and `shop` has no labels',
  ],
  [
    'refused, though its labels fit by now',
    selecting({ matchLabels: { team: 'a' } }, { team: 'a' }),
    'problem: Gateway `edge/web` does not accept the route: no listener lets it in (NotAllowedByListeners)',
  ],
  [
    'a listener for other kinds',
    {
      gateways: [
        gateway({ listeners: [{ ...http, allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } }] }),
      ],
      ...asking({}, refused('NotAllowedByListeners')),
    },
    'problem: the route is not attached (NotAllowedByListeners): listener `http` of Gateway `shop/web` lets in `GRPCRoute` only, no HTTPRoutes',
  ],
  [
    'a host that no listener takes',
    hosts(['shop.test'], 'other.test', noHost),
    'problem: the route is not attached (NoMatchingListenerHostname): it is for `shop.test`, and of Gateway `shop/web` listener `http` takes `other.test` only',
  ],
  [
    'a wildcard takes several labels',
    hosts(['a.b.shop.test'], '*.shop.test'),
    'ok: attached to Gateway `shop/web`',
  ],
  [
    'a wildcard in the route',
    hosts(['*.shop.test'], 'a.shop.test'),
    'ok: attached to Gateway `shop/web`',
  ],
  [
    'a wildcard does not take the name itself',
    hosts(['shop.test'], '*.shop.test', noHost),
    'problem: the route is not attached (NoMatchingListenerHostname): it is for `shop.test`, and of Gateway `shop/web` listener `http` takes `*.shop.test` only',
  ],
  [
    'one of its hosts is left out',
    hosts(['a.shop.test', 'shop.org'], '*.shop.test'),
    'warning: the route is attached, but no listener takes `shop.org`: requests for this host do not reach it',
  ],
  [
    'filters that exclude one another',
    asking({}, refused('IncompatibleFilters')),
    'problem: Gateway `shop/web` does not accept the route: it has filters that exclude one another, such as a rewrite beside a redirect (IncompatibleFilters)',
  ],
  [
    'not looked at yet',
    asking({}, ['Accepted Unknown Pending']),
    'problem: Gateway `shop/web` does not accept the route: its controller is not done with it yet (Pending)',
  ],
  [
    'a part of it',
    asking({}, ['Accepted True', 'PartiallyInvalid True UnsupportedValue']),
    'warning: only a part of the route is in effect, rules that are not valid are left out: it uses a value that the controller does not support (UnsupportedValue)',
  ],
  [
    'only a controller that does not serve the Gateway has answered',
    { httpRoutes: [route({ by: 'example.com/old' })] },
    'problem: the route is not attached: its controller has not answered for Gateway `shop/web`; only `example.com/old`, which does not serve this Gateway, has',
  ],
  [
    'refused in an earlier version, and mended since',
    { httpRoutes: [route({ generation: 2, says: refused('NoMatchingParent') })] },
    'warning: the controller refused an earlier version of the route (NoMatchingParent), and has not looked at the present one, which nothing here keeps out',
  ],
  [
    'attached in an earlier version, and broken since',
    { httpRoutes: [route({ generation: 2, parentRefs: [{ name: 'web', sectionName: 'nope' }] })] },
    'warning: an earlier version of the route is attached, and the present one will be refused: Gateway `shop/web` has no listener `nope`, for which the route asks; it has `http`',
  ],
  [
    'one of two Gateways is gone: told elsewhere',
    { httpRoutes: [route({ parentRefs: [{ name: 'web' }, { name: 'old' }] })] },
    'ok: attached to Gateway `shop/web`',
  ],
  [
    'accepted in a mesh',
    { httpRoutes: [route({ parentRefs: [{ group: '', kind: 'Service', name: 'api' }] })] },
    'ok: accepted for Service `api`',
  ],
  [
    'a mesh that does not answer',
    {
      httpRoutes: [route({ parentRefs: [{ group: '', kind: 'Service', name: 'api' }], says: [] })],
    },
    'unknown: no controller has answered for Service `api`: whether one takes such a parent is not known',
  ],
];

test.each(cases)('%s', (_, given, expected) => {
  expect(told(ofRoute(routeAttached, given))).toBe(expected);
});

test('the namespace of a parentRef may be written out in the status alone', () => {
  const parents = [
    {
      parentRef: { name: 'web', namespace: 'shop' },
      controllerName: 'example.com/controller',
      conditions: [condition('Accepted True')],
    },
  ];
  const finding = ofRoute(routeAttached, { httpRoutes: [route({ status: { parents } })] });
  expect(finding.status).toBe('ok');
});

test('labels of namespaces that could not be read are not held against the route', () => {
  const given = selecting({ matchLabels: { access: 'yes' } }, {});
  expect(told(ofRoute(routeAttached, given, ['routeNamespaces']))).toBe(
    'problem: Gateway `edge/web` does not accept the route: no listener lets it in (NotAllowedByListeners)',
  );
});

test('a plain selector is met by one line', () => {
  const given = selecting({ matchLabels: { access: 'yes' } }, {});
  expect(ofRoute(routeAttached, given)).toMatchObject({
    kubectl: 'kubectl label namespace shop --overwrite access=yes',
  });
});
