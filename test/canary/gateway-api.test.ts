import { gatewayApi } from '../../src/canary/gateway-api.ts';
import { keepsTheContract } from './provider.contract.ts';

const rule = '/spec/rules/0';
const set = (path: string, value: unknown) => ({ op: 'add' as const, path, value });
const header = (name: string) => ({
  type: 'RequestHeaderModifier',
  requestHeaderModifier: { set: [{ name, value: 'kept' }] },
});

keepsTheContract('gateway-api', {
  provider: gatewayApi,
  object: { kind: 'httproutes', namespace: 'shop-gateway', name: 'shop' },
  place: 'rules/0',
  seasoning: [
    set(`${rule}/filters`, [header('x-rule')]),
    set(`${rule}/timeouts`, { request: '10s' }),
    set(`${rule}/backendRefs/1/filters`, [header('x-canary')]),
    set(`${rule}/backendRefs/-`, { name: 'web-service', port: 8080, weight: 0 }),
    set('/metadata/annotations', { 'example.com/note': ' kept as it is ' }),
  ],
  changes: [
    '/spec/rules/0/backendRefs/0/weight: 80 -> 70',
    '/spec/rules/0/backendRefs/1/weight: 20 -> 30',
  ],
  seasoned: [
    '/spec/rules/0/backendRefs/0/weight: 80 -> 70',
    '/spec/rules/0/backendRefs/1/weight: 20 -> 30',
  ],
  drifts: [
    ['a weight was changed', [set(`${rule}/backendRefs/0/weight`, 90)]],
    ['a backend was changed', [set(`${rule}/backendRefs/0/name`, 'web-service')]],
    ['a port was changed', [set(`${rule}/backendRefs/1/port`, 8080)]],
    ['a backend was added', [set(`${rule}/backendRefs/-`, { name: 'web-service', port: 8080 })]],
    ['the match was changed', [set(`${rule}/matches/0/path/value`, '/v2')]],
    ['a filter was added', [set(`${rule}/filters`, [header('x-new')])]],
    ['a rule was put before it', [set('/spec/rules/0', { backendRefs: [{ name: 'a', port: 1 }] })]],
  ],
});
