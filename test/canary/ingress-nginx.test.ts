import { ingressNginx } from '../../src/canary/ingress-nginx.ts';
import { keepsTheContract } from './provider.contract.ts';

const annotations = '/metadata/annotations';
const canary = `${annotations}/nginx.ingress.kubernetes.io~1canary`;
const set = (path: string, value: unknown) => ({ op: 'add' as const, path, value });
const weightOf = '/metadata/annotations/nginx.ingress.kubernetes.io/canary-weight';

keepsTheContract('ingress-nginx', {
  provider: ingressNginx,
  object: { kind: 'ingresses', namespace: 'shop', name: 'shop-api-canary' },
  place: '',
  seasoning: [
    set(`${canary}-weight-total`, '1000'),
    set(`${canary}-weight`, '200'),
    set(`${annotations}/example.com~1note`, ' kept as it is '),
    set('/metadata/labels', { team: 'storefront' }),
  ],
  changes: [`${weightOf}: "20" -> "30"`],
  seasoned: [`${weightOf}: "200" -> "300"`],
  drifts: [
    ['the weight was changed', [set(`${canary}-weight`, '25')]],
    ['a total was set', [set(`${canary}-weight-total`, '1000')]],
    ['it is no canary any more', [set(canary, 'false')]],
    ['its host was changed', [set('/spec/rules/0/host', 'shop.example.org')]],
    ['its Service was changed', [set('/spec/rules/0/http/paths/0/backend/service/name', 'other')]],
  ],
});
