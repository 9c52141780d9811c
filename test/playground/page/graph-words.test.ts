import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthOf, shorten, wrap } from '../../../src/playground/page/graph/words.ts';

describe('wrap', () => {
  test.each([
    ['one word stays', 'nginx', ['nginx']],
    ['what fits stays on its line', 'no ready endpoints', ['no ready endpoints']],
    ['between words first', 'Service shop/api-service:80', ['Service', 'shop/api-service:80']],
    [
      'a wider box is better than a broken name',
      'Service shop/a-service-of-22:80',
      ['Service', 'shop/a-service-of-22:80'],
    ],
    [
      'then after a slash',
      'Service ingress-nginx/ingress-nginx-controller',
      ['Service ingress-nginx/', 'ingress-nginx-controller'],
    ],
    [
      'then after any sign',
      'api-storefront-eu-central-1-6f7d9c5b8-x7k2p',
      ['api-storefront-eu-', 'central-1-6f7d9c5b8-', 'x7k2p'],
    ],
    [
      'what has no place to break loses its middle',
      'x'.repeat(30) + 'y'.repeat(30),
      [`${'x'.repeat(12)}…${'y'.repeat(11)}`],
    ],
    [
      'a load balancer with all its names has room',
      'LoadBalancer envoy-gateway-system/envoy-shop-gateway-shop-4f1c2a3b',
      ['LoadBalancer', 'envoy-gateway-system/', 'envoy-shop-gateway-shop-', '4f1c2a3b'],
    ],
    [
      'the last line loses its middle for what there is no room for',
      'one-two-three-four '.repeat(8),
      [
        ...['one-two-three-four', 'one-two-three-four', 'one-two-three-four'],
        'one-two-thre…-three-four',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(wrap(text)).toEqual(lines);
  });

  test('no line is wider than allowed, no more lines come, and no word is lost unmarked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        const lines = wrap(text);
        expect(lines.length).toBeLessThanOrEqual(4);
        for (const line of lines) expect(lengthOf(line)).toBeLessThanOrEqual(24);
        const bare = (words: string) => words.replaceAll(/\s/g, '');
        const isShort = lines.join('').includes('…');
        if (!isShort) expect(bare(lines.join(''))).toBe(bare(text));
      }),
    );
  });
});

test('a long name keeps its beginning and its end', () => {
  expect(shorten('api-service-5d8f7c6b9d-x7k2p', 15)).toBe('api-ser…d-x7k2p');
  expect(shorten('short', 5)).toBe('short');
});
