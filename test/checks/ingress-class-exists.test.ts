/** The class of an Ingress: misspelt, absent, by the older annotation, written by default. */
import { describe, expect, test } from 'vitest';
import { ingressClassExists } from '../../src/checks/ingress-class-exists.ts';
import { ingress, ingressClass, judged, nginx, summaryOf, traefik } from './objects-ingress.ts';

const older = (value: string, addresses: readonly string[] = []) =>
  ingress({
    spec: { ingressClassName: undefined },
    annotations: { 'kubernetes.io/ingress.class': value },
    addresses,
  });
const bare = (addresses: readonly string[] = []) =>
  ingress({ spec: { ingressClassName: undefined }, addresses });
const usual = ingressClass('nginx', 'k8s.io/ingress-nginx', {
  'ingressclass.kubernetes.io/is-default-class': 'true',
});

describe('named by `ingressClassName`', () => {
  test('one that exists is well, whoever its controller is', () => {
    const own = ingressClass('nginx', 'example.com/own');
    expect(summaryOf(ingressClassExists, { ingresses: [ingress()], ingressClasses: [own] })).toBe(
      'ok: class `nginx` is served by `example.com/own`',
    );
  });

  test('one that does not is a problem, with the nearest and the line that mends it', () => {
    const ingresses = [ingress({ spec: { ingressClassName: 'ngnix' } })];
    expect(judged(ingressClassExists, { ingresses, ingressClasses: [nginx] })).toMatchObject({
      status: 'problem',
      summary:
        'there is no IngressClass `ngnix`, so no controller serves it. Did you mean `nginx`?',
      kubectl: `kubectl patch ingress shop -n shop --type merge -p '{"spec":{"ingressClassName":"nginx"}}'`,
    });
  });

  test('where none is like it, all are named', () => {
    const ingresses = [ingress({ spec: { ingressClassName: 'haproxy' } })];
    const found = summaryOf(ingressClassExists, { ingresses, ingressClasses: [nginx, traefik] });
    expect(found).toContain('there is `nginx` and `traefik`');
  });
});

describe('named by the annotation from before', () => {
  test.each([
    ['of a class that exists', older('nginx'), [nginx], 'ok'],
    ['of a controller of the time, without a class', older('gce'), [], 'ok'],
    ['that a controller was told to take, and took', older('inside', ['10.0.0.1']), [nginx], 'ok'],
    ['that is misspelt', older('nginxx'), [nginx], 'problem'],
    ['that nobody here can tell', older('inside'), [nginx], 'unknown'],
  ] as const)('%s', (_, one, ingressClasses, status) => {
    const found = judged(ingressClassExists, { ingresses: [one], ingressClasses });
    expect(found.status).toBe(status);
  });
});

describe('none', () => {
  test('the default class is written only when an Ingress is made', () => {
    const found = judged(ingressClassExists, { ingresses: [bare()], ingressClasses: [usual] });
    expect(found).toMatchObject({
      status: 'problem',
      summary: expect.stringContaining('is written only into Ingresses made after it'),
      fix: 'Set `spec.ingressClassName` to `nginx`.',
    });
  });

  test.each([
    ['no default class', [nginx, traefik], 'problem'],
    ['no class at all', [], 'problem'],
    ['only Traefik, which takes those', [traefik], 'ok'],
  ] as const)('%s', (_, ingressClasses, status) => {
    const found = judged(ingressClassExists, { ingresses: [bare()], ingressClasses });
    expect(found.status).toBe(status);
  });

  test('a controller that takes those has given it an address', () => {
    const ingresses = [bare(['198.51.100.1'])];
    expect(summaryOf(ingressClassExists, { ingresses, ingressClasses: [nginx] })).toMatch(/^ok/);
  });
});

test('classes that could not be read leave it unknown, and another kind has none', () => {
  const items = { ingresses: [ingress()] };
  expect(judged(ingressClassExists, items, 'ingress/shop', ['ingressClasses']).status).toBe(
    'unknown',
  );
  expect(judged(ingressClassExists, items, 'ingress/other').status).toBe('skipped');
});
