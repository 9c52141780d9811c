/** What was asked about is one request: what ails other rules and listeners of its route is no answer. */
import { expect, test } from 'vitest';
import type { Check } from '../../src/checks/check.ts';
import { listenerProgrammed } from '../../src/checks/listener-programmed.ts';
import { referenceGranted } from '../../src/checks/reference-granted.ts';
import { routeWeightsValid } from '../../src/checks/route-weights-valid.ts';
import { parseAsk } from '../../src/network/routes/ask.ts';
import { service } from '../network/objects.ts';
import { gateway, gatewayClass, http, https, route } from './objects-gateway.ts';
import { verdict } from './verdict.ts';

const path = (value: string) => [{ path: { type: 'PathPrefix', value } }];
const rules = [
  { matches: path('/api'), backendRefs: [{ name: 'api', port: 80 }] },
  { matches: path('/off'), backendRefs: [{ name: 'api', port: 80, weight: 0 }] },
  { matches: path('/pay'), backendRefs: [{ name: 'pay', namespace: 'pay', port: 80 }] },
];
const listenerSays = { https: ['ResolvedRefs False InvalidCertificateRef'] };
const given = {
  httpRoutes: [route({ spec: { rules } })],
  gateways: [gateway({ listeners: [http, https], listenerSays })],
  gatewayClasses: [gatewayClass()],
  backendServices: [service()],
};

const cases: [check: Check, url: string, status: string][] = [
  [routeWeightsValid, 'http://shop.test/api', 'ok'],
  [routeWeightsValid, 'http://shop.test/off', 'problem'],
  [referenceGranted, 'http://shop.test/api', 'skipped'],
  [referenceGranted, 'http://shop.test/pay', 'problem'],
  [listenerProgrammed, 'http://shop.test/api', 'ok'],
  [listenerProgrammed, 'https://shop.test/api', 'problem'],
];

test.each(cases.map(([check, url, status]) => ({ check, id: check.id, url, status })))(
  '$id of $url: $status',
  ({ check, url, status }) => {
    const target = { rules: { kind: 'url', ask: parseAsk({ url }) } } as const;
    expect(verdict(check, given, target).status).toBe(status);
  },
);
