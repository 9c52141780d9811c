/** The Ingress or route, or the rule that takes a request, and the address it was given. */
import { describe, expect, test } from 'vitest';
import { ingressExists } from '../../src/checks/ingress-exists.ts';
import { ingressHasAddress } from '../../src/checks/ingress-has-address.ts';
import { httpRoute } from '../network/routes/world.ts';
import { ingress, judged, nginx, serviceOf, summaryOf } from './objects-ingress.ts';

const items = { ingresses: [ingress()], ingressClasses: [nginx] };

describe('ingress-exists', () => {
  test.each([
    ['ingress/shop', 'ok: Ingress shop/shop exists'],
    ['shop.example.com/cart', 'ok: Ingress shop/shop takes it: `shop.example.com` with Prefix `/`'],
    [
      'ingress/shopp',
      'problem: there is no Ingress `shopp` in namespace `shop`. Did you mean `shop`?',
    ],
    [
      'shop.exmaple.com',
      'problem: no Ingress or route takes the host `shop.exmaple.com`; the nearest rule is `shop.example.com/`',
    ],
    ['httproute/shop', 'problem: there is no HTTPRoute `shop` in namespace `shop`.'],
  ])('%s', (asked, words) => {
    expect(summaryOf(ingressExists, items, asked)).toBe(words);
  });

  test('a known host without a rule for the path is told apart', () => {
    const some = { ...items, ingresses: [ingress({ paths: { '/api': 'api:80' } })] };
    expect(summaryOf(ingressExists, some, 'shop.example.com/cart')).toBe(
      'problem: no rule of `shop.example.com` takes `/cart`; the nearest rule is `shop.example.com/api`',
    );
  });

  test('kinds that could not be read leave it unknown, others do not matter', () => {
    const unread = ['httpRoutes'] as const;
    expect(judged(ingressExists, items, 'other.example.com', unread).status).toBe('unknown');
    expect(judged(ingressExists, items, 'ingress/shop', unread).status).toBe('ok');
    expect(judged(ingressExists, items, 'httproute/shop', unread).status).toBe('unknown');
  });
});

describe('ingress-has-address', () => {
  const pending = { ...items, ingresses: [ingress({ addresses: [] })] };

  test('without one it is a warning, as some controllers write none on bare metal', () => {
    expect(summaryOf(ingressHasAddress, items)).toBe('ok: it is reached at `198.51.100.1`');
    expect(judged(ingressHasAddress, pending).status).toBe('warning');
  });

  test('the load balancer that waits for its own is named', () => {
    const door = serviceOf('door', [{ port: 80 }], { type: 'LoadBalancer' });
    const labels = {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    };
    const loadBalancers = [{ ...door, metadata: { ...door.metadata, labels } }];
    expect(summaryOf(ingressHasAddress, { ...pending, loadBalancers })).toContain('`shop/door`');
  });

  test('an HTTPRoute has none of its own', () => {
    const routes = { ...items, httpRoutes: [httpRoute({ rules: [] })] };
    expect(judged(ingressHasAddress, routes, 'httproute/r').status).toBe('skipped');
  });
});
