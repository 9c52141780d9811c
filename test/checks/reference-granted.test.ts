import { expect, test } from 'vitest';
import { referenceGranted } from '../../src/checks/reference-granted.ts';
import { type Given, gateway, grant, https, ofRoute, route } from './objects-gateway.ts';
import { told } from './verdict.ts';

const abroad = { name: 'pay', namespace: 'pay', port: 80 };
const to = (...backendRefs: object[]): Given => ({
  httpRoutes: [route({ spec: { rules: [{ backendRefs }] } })],
});
const without =
  'no ReferenceGrant in `pay` lets HTTPRoutes of `shop` use Service `pay/pay`, so all requests of PathPrefix `/` are answered with 500';
const near = (why: string, place = 'pay/g') =>
  `problem: ${without}. There is \`${place}\`, but ${why}`;
const certificateRefs = [{ name: 'tls', namespace: 'certs' }];
const secured: Given = {
  gateways: [gateway({ listeners: [{ ...https, tls: { certificateRefs } }] })],
};

const cases: [what: string, given: Given, told: string][] = [
  ['nothing abroad', {}, 'skipped: nothing is referred to in another namespace'],
  [
    'its own namespace, written out',
    to({ name: 'api', namespace: 'shop', port: 80 }),
    'skipped: nothing is referred to in another namespace',
  ],
  ['no grant', to(abroad), `problem: ${without}`],
  [
    'a grant for all Services',
    { ...to(abroad), referenceGrants: [grant('pay', {}, {})] },
    'ok: 1 reference into `pay`, allowed there by ReferenceGrants',
  ],
  [
    'a grant by name',
    { ...to(abroad), referenceGrants: [grant('pay', {}, { name: 'pay' })] },
    'ok: 1 reference into `pay`, allowed there by ReferenceGrants',
  ],
  [
    'a grant for another Service',
    { ...to(abroad), referenceGrants: [grant('pay', {}, { name: 'paid' })] },
    near('it names Service `paid`, not `pay`'),
  ],
  [
    'a grant for another namespace',
    { ...to(abroad), referenceGrants: [grant('pay', { namespace: 'store' }, {})] },
    near('it lets in HTTPRoute of `store`, not HTTPRoute of `shop`'),
  ],
  [
    'a grant for another kind of route',
    { ...to(abroad), referenceGrants: [grant('pay', { kind: 'GRPCRoute' }, {})] },
    near('it lets in GRPCRoute of `shop`, not HTTPRoute of `shop`'),
  ],
  [
    'a grant of another group',
    { ...to(abroad), referenceGrants: [grant('pay', { group: 'networking.k8s.io' }, {})] },
    near('it lets in `networking.k8s.io/HTTPRoute` of `shop`, not HTTPRoute of `shop`'),
  ],
  [
    'a grant for Secrets',
    { ...to(abroad), referenceGrants: [grant('pay', {}, { kind: 'Secret' })] },
    near('it opens `Secret`, not Service'),
  ],
  [
    'a grant in the namespace of the route',
    { ...to(abroad), referenceGrants: [grant('shop', {}, {})] },
    near('it stands in `shop`, and only one in `pay` counts', 'shop/g'),
  ],
  [
    'a fifth of the requests',
    to({ name: 'api', port: 80, weight: 4 }, abroad),
    'problem: no ReferenceGrant in `pay` lets HTTPRoutes of `shop` use Service `pay/pay`, so 20 % of the requests of PathPrefix `/` are answered with 500',
  ],
  [
    'at weight 0',
    to({ name: 'api', port: 80 }, { ...abroad, weight: 0 }),
    'warning: no ReferenceGrant in `pay` lets HTTPRoutes of `shop` use Service `pay/pay`, so PathPrefix `/` sends nothing there at weight 0, and could not',
  ],
  [
    'copies alone',
    {
      httpRoutes: [
        route({
          spec: {
            rules: [
              {
                filters: [{ type: 'RequestMirror', requestMirror: { backendRef: abroad } }],
                backendRefs: [{ name: 'api', port: 80 }],
              },
            ],
          },
        }),
      ],
    },
    'warning: no ReferenceGrant in `pay` lets HTTPRoutes of `shop` use Service `pay/pay`, so no copies of PathPrefix `/` are sent there',
  ],
  [
    'a certificate',
    secured,
    'problem: no ReferenceGrant in `certs` lets Gateways of `shop` use Secret `certs/tls`, so listener `https` has no certificate',
  ],
  [
    'a certificate that is allowed',
    { ...secured, referenceGrants: [grant('certs', { kind: 'Gateway' }, { kind: 'Secret' })] },
    'ok: 1 reference into `certs`, allowed there by ReferenceGrants',
  ],
];

test.each(cases)('%s', (_, given, expected) => {
  expect(told(ofRoute(referenceGranted, given))).toBe(expected);
});

test('the grant to apply is the one that is missing', () => {
  const finding = ofRoute(referenceGranted, to(abroad));
  const [, text = ''] =
    /^echo '(.*)' \| kubectl apply -f -$/.exec('kubectl' in finding ? finding.kubectl : '') ?? [];
  expect(JSON.parse(text)).toMatchObject({
    kind: 'ReferenceGrant',
    metadata: { namespace: 'pay' },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
      to: [{ group: '', kind: 'Service', name: 'pay' }],
    },
  });
});

test('grants that could not be read are not said to be missing', () => {
  expect(ofRoute(referenceGranted, to(abroad), ['referenceGrants']).status).toBe('unknown');
});
