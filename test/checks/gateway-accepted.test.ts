import { expect, test } from 'vitest';
import { gatewayAccepted } from '../../src/checks/gateway-accepted.ts';
import { pod, service } from '../network/objects.ts';
import { condition, type Given, gateway, gatewayClass, ofRoute, route } from './objects-gateway.ts';
import { told } from './verdict.ts';

const pending = ['Accepted Unknown Pending', 'Programmed Unknown Pending'];
const waiting = gateway({ says: pending });
const nothing = gatewayClass(['Accepted Unknown Pending']);
const says = (...all: (string | Record<string, unknown>)[]): Given => ({
  gateways: [gateway({ says: all })],
});
const broken = (reason: string) => says('Accepted True', `Programmed False ${reason}`);

const cases: [what: string, given: Given, told: string][] = [
  ['all is well', {}, 'ok: Gateway `shop/web` is accepted and programmed'],
  [
    'it has an address',
    {
      gateways: [
        gateway({
          status: {
            conditions: [condition('Programmed True')],
            addresses: [{ value: '192.0.2.1' }],
          },
        }),
      ],
    },
    'ok: Gateway `shop/web` is accepted and programmed, at `192.0.2.1`',
  ],
  [
    'a controller that never says Programmed',
    says('Accepted True'),
    'ok: Gateway `shop/web` is accepted and programmed',
  ],
  [
    'a controller that says nothing about its class',
    { gatewayClasses: [nothing] },
    'ok: Gateway `shop/web` is accepted and programmed',
  ],
  [
    'no such Gateway, and a near name',
    { httpRoutes: [route({ parentRefs: [{ name: 'webb' }] })] },
    'problem: there is no Gateway `shop/webb`, which the route asks for. Did you mean `web`?',
  ],
  [
    'a Gateway of the name elsewhere',
    { gateways: [gateway({ namespace: 'edge' })] },
    'problem: there is no Gateway `shop/web`, which the route asks for. It exists in `edge`; without `namespace` a parentRef means the route’s own.',
  ],
  [
    'one of two Gateways is gone',
    { httpRoutes: [route({ parentRefs: [{ name: 'web' }, { name: 'old' }] })] },
    'warning: there is no Gateway `shop/old`, which the route asks for.',
  ],
  [
    'a route of a mesh',
    { httpRoutes: [route({ parentRefs: [{ group: '', kind: 'Service', name: 'api' }] })] },
    'skipped: it hangs on Service `api`, not on a Gateway',
  ],
  [
    'no parent at all',
    { httpRoutes: [route({ parentRefs: [] })] },
    'skipped: it names no parent, so there is no Gateway to look at',
  ],
  [
    'no such class',
    { gatewayClasses: [gatewayClass(['Accepted True'], 'envoi')] },
    'problem: Gateway `shop/web` names the GatewayClass `envoy`, which does not exist, so no controller serves it. Did you mean `envoi`?',
  ],
  [
    'nobody took the class',
    { gateways: [waiting], gatewayClasses: [nothing] },
    'problem: the controller `example.com/controller` has taken neither GatewayClass `envoy` nor Gateway `shop/web`, so nobody serves it (where `example.com/controller` runs is not known here)',
  ],
  [
    'no status whatsoever',
    {
      gateways: [gateway({ says: [], status: { listeners: [] } })],
      gatewayClasses: [gatewayClass([])],
    },
    'problem: the controller `example.com/controller` has taken neither GatewayClass `envoy` nor Gateway `shop/web`, so nobody serves it (where `example.com/controller` runs is not known here)',
  ],
  [
    'the class is taken, the Gateway is not looked at',
    { gateways: [waiting] },
    'problem: the controller `example.com/controller` has taken GatewayClass `envoy`, but not looked at Gateway `shop/web`, so nobody serves it (where `example.com/controller` runs is not known here)',
  ],
  [
    'the class is refused',
    { gateways: [waiting], gatewayClasses: [gatewayClass(['Accepted False InvalidParameters'])] },
    'problem: GatewayClass `envoy` is not accepted by its controller: the parameters it refers to are missing or not valid (InvalidParameters)',
  ],
  [
    'the class is refused, its Gateway goes on working',
    { gatewayClasses: [gatewayClass(['Accepted False InvalidParameters'])] },
    'warning: GatewayClass `envoy` is not accepted by its controller: the parameters it refers to are missing or not valid (InvalidParameters)',
  ],
  [
    'no address',
    broken('AddressNotAssigned'),
    'problem: Gateway `shop/web` is not programmed: it has no address, so nobody outside can reach it (AddressNotAssigned)',
  ],
  [
    'an address that somebody else has',
    broken('AddressNotUsable'),
    'problem: Gateway `shop/web` is not programmed: the address it asks for cannot be used, for example because something else has it (AddressNotUsable)',
  ],
  [
    'nothing to run on',
    broken('NoResources'),
    'problem: Gateway `shop/web` is not programmed: nothing is there that could carry its traffic, such as a ready proxy pod (NoResources)',
  ],
  [
    'invalid',
    broken('Invalid'),
    'problem: Gateway `shop/web` is not programmed: its spec is not valid (Invalid)',
  ],
  [
    'not done yet',
    broken('Pending'),
    'problem: Gateway `shop/web` is not programmed: its controller is not done with it yet (Pending)',
  ],
  [
    'a reason of the controller’s own',
    says(condition('Accepted False QuotaExceeded', 1, 'only 2 Gateways per namespace.')),
    'problem: Gateway `shop/web` is not accepted: its controller says `only 2 Gateways per namespace` (QuotaExceeded)',
  ],
  [
    'refused, in an earlier version',
    { gateways: [gateway({ says: ['Accepted False Invalid'], generation: 2 })] },
    'problem: Gateway `shop/web` is not accepted: its spec is not valid (Invalid) (said of an earlier version: the latest change was not looked at yet)',
  ],
  [
    'some listeners are not valid, and it works',
    says('Accepted True ListenersNotValid', 'Programmed True'),
    'ok: Gateway `shop/web` is accepted and programmed',
  ],
];

test.each(cases)('%s', (_, given, expected) => {
  expect(told(ofRoute(gatewayAccepted, given))).toBe(expected);
});

test('its listener accounts for a Gateway that is refused for its listeners', () => {
  const listenerSays = {
    http: ['ResolvedRefs False InvalidCertificateRef', 'Programmed False Invalid'],
  };
  const refused = gateway({ says: ['Accepted False ListenersNotValid'], listenerSays });
  const finding = ofRoute(gatewayAccepted, { gateways: [refused] });
  expect(finding).toMatchObject({ status: 'problem', causedBy: ['listener-programmed'] });
});

test('without an address the Service in front of it is named', () => {
  const labels = { 'gateway.networking.k8s.io/gateway-name': 'web' };
  const front = service(
    { type: 'LoadBalancer' },
    { metadata: { name: 'lb', namespace: 'infra', labels } },
  );
  const finding = ofRoute(gatewayAccepted, {
    ...broken('AddressNotAssigned'),
    loadBalancers: [front],
  });
  expect(finding).toMatchObject({ kubectl: 'kubectl describe service lb -n infra' });
});

test('a known controller whose pods are not ready is named', () => {
  const envoy = gatewayClass(['Accepted Unknown Pending']);
  envoy.spec.controllerName = 'gateway.envoyproxy.io/gatewayclass-controller';
  const crashing = pod({
    metadata: { labels: { 'control-plane': 'envoy-gateway' } },
    conditions: [{ type: 'Ready', status: 'False' }],
  });
  const given = { gateways: [waiting], gatewayClasses: [envoy], controllerPods: [crashing] };
  expect(told(ofRoute(gatewayAccepted, given))).toContain(
    '(Envoy Gateway has 1 pod, of which none is ready)',
  );
});

test('Gateways that could not be read are not said to be missing', () => {
  expect(ofRoute(gatewayAccepted, { gateways: [] }, ['gateways']).status).toBe('unknown');
});
