import { traefik } from '../../src/canary/traefik.ts';
import { keepsTheContract } from './provider.contract.ts';

const list = '/spec/weighted/services';
const set = (path: string, value: unknown) => ({ op: 'add' as const, path, value });
const changes = [
  '/spec/weighted/services/0/weight: 80 -> 70',
  '/spec/weighted/services/1/weight: 20 -> 30',
];

keepsTheContract('traefik', {
  provider: traefik,
  object: { kind: 'traefikservices', namespace: 'shop-traefik', name: 'api' },
  place: 'weighted',
  seasoning: [
    set(`${list}/0/passHostHeader`, false),
    set(`${list}/1/strategy`, 'p2c'),
    set('/spec/weighted/sticky', { cookie: { name: 'lane' } }),
    set(`${list}/-`, { kind: 'TraefikService', name: 'other', weight: 0 }),
    set('/metadata/annotations', { 'example.com/note': ' kept as it is ' }),
  ],
  changes,
  seasoned: changes,
  drifts: [
    ['a weight was changed', [set(`${list}/0/weight`, 90)]],
    ['a service was changed', [set(`${list}/0/name`, 'web-service')]],
    ['a port was changed', [set(`${list}/1/port`, 8080)]],
    ['a namespace was set', [set(`${list}/1/namespace`, 'shop')]],
    ['a service was added', [set(`${list}/-`, { name: 'web-service', port: 8080 })]],
  ],
});
