import { expect, test } from 'vitest';
import { routeStatusCurrent } from '../../src/checks/route-status-current.ts';
import { pod } from '../network/objects.ts';
import { condition, type Given, gateway, gatewayClass, ofRoute, route } from './objects-gateway.ts';
import { told } from './verdict.ts';

const envoy = gatewayClass();
envoy.spec.controllerName = 'gateway.envoyproxy.io/gatewayclass-controller';
const by = envoy.spec.controllerName;
const behind = route({ generation: 3, by });

const envoyPod = (ready: 'True' | 'False') =>
  pod({
    metadata: { labels: { 'control-plane': 'envoy-gateway' } },
    conditions: [{ type: 'Ready', status: ready }],
  });
const served = (...controllerPods: ReturnType<typeof envoyPod>[]): Given => ({
  gatewayClasses: [envoy],
  httpRoutes: [behind],
  controllerPods,
});
const late = 'the latest change of HTTPRoute `shop/shop` is not in effect';
const yet = `${late} yet: its controller has not looked at it, and what the status says is about an earlier version`;

const cases: [what: string, given: Given, told: string][] = [
  ['up to date', {}, 'ok: what controllers say is about the latest version'],
  [
    'versions are not told',
    {
      httpRoutes: [route({ generation: 5, says: [{ type: 'Accepted', status: 'True' }] })],
    },
    'ok: nothing that controllers say is about an earlier version; not all of them name the version',
  ],
  [
    'nobody has said anything',
    {
      httpRoutes: [route({ says: [] })],
      gateways: [gateway({ says: ['Accepted Unknown Pending'], status: { listeners: [] } })],
    },
    'skipped: no controller has said anything yet: see `route-attached`',
  ],
  [
    'the route was changed, and its controller cannot be looked for',
    { httpRoutes: [route({ generation: 2 })] },
    `warning: ${yet} (where \`example.com/controller\` runs is not known here)`,
  ],
  [
    'its controller runs',
    served(envoyPod('True')),
    `warning: ${yet} (Envoy Gateway has 1 ready pod)`,
  ],
  [
    'its controller does not run',
    served(envoyPod('False')),
    `problem: ${late}, and nobody is there to look at it: Envoy Gateway has 1 pod, of which none is ready. What the status says is about an earlier version`,
  ],
  [
    'its controller is not found, which proves nothing',
    served(),
    `warning: ${yet} (no pods of Envoy Gateway were found by \`control-plane=envoy-gateway\`)`,
  ],
  [
    'the Gateway was changed',
    { gateways: [gateway({ generation: 2 })] },
    'warning: the latest change of Gateway `shop/web` is not in effect yet: its controller has not looked at it, and what the status says is about an earlier version (where `example.com/controller` runs is not known here)',
  ],
  [
    'one condition is behind the others',
    {
      httpRoutes: [
        route({ generation: 2, says: [condition('Accepted True', 2), 'ResolvedRefs True'] }),
      ],
    },
    `warning: ${yet} (where \`example.com/controller\` runs is not known here)`,
  ],
  [
    'what another controller left is of no account',
    {
      httpRoutes: [
        route({
          generation: 2,
          status: {
            parents: ['example.com/old', 'example.com/controller'].map((controllerName, at) => ({
              parentRef: { name: 'web' },
              controllerName,
              conditions: [condition('Accepted True', at + 1)],
            })),
          },
        }),
      ],
    },
    'ok: what controllers say is about the latest version',
  ],
];

test.each(cases)('%s', (_, given, expected) => {
  expect(told(ofRoute(routeStatusCurrent, given))).toBe(expected);
});
