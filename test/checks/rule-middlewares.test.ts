/** Middlewares of Traefik are not read, and that is said, of the rules in question alone. */
import { expect, test } from 'vitest';
import { startShop } from '../commands/shop.ts';

const shop = startShop('healthy');

const openOf = async (line: string) => (await shop.ask(line)).notEvaluated.map(({ what }) => what);

test.each([
  ['check ingressroute shop -n shop-traefik', ['the Middleware `shop-traefik/security-headers`']],
  ['check traefik.shop.example.com/', ['the Middleware `shop-traefik/security-headers`']],
  ['check traefik.shop.example.com/api', []],
  ['check ingress shop-ingress -n shop', []],
])('%s: %j', async (line, expected) => {
  expect(await openOf(line)).toEqual(expected);
});

test('of an Ingress that Traefik serves its annotation names them', async () => {
  const key = 'traefik.ingress.kubernetes.io/router.middlewares';
  const names = 'shop-auth@kubernetescrd, shop-limit@kubernetescrd';
  await shop.admin('POST', '/apis/networking.k8s.io/v1/namespaces/shop/ingresses', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'inside', namespace: 'shop', annotations: { [key]: names } },
    spec: {
      ingressClassName: 'traefik',
      defaultBackend: { service: { name: 'web-service', port: { number: 8080 } } },
    },
  });
  expect(await openOf('check ingress inside -n shop')).toEqual([
    'the Middlewares `shop-auth@kubernetescrd` and `shop-limit@kubernetescrd`',
  ]);
});
