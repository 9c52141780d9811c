/** Who answers behind a canary of ingress-nginx, and which controllers read its annotations. */
import { expect, test } from 'vitest';
import { canaryTakesTraffic } from '../../src/checks/canary-takes-traffic.ts';
import { IngressClass } from '../../src/objects/ingress-class.ts';
import type { IngressWords } from '../network/routes/world.ts';
import { nginx, slice, verdictOn } from './objects-annotated.ts';

const primary: IngressWords = { name: 'main', paths: ['Prefix /api'], service: 'api' };

const canary = (words: IngressWords = {}): IngressWords => ({
  name: 'canary',
  paths: ['Prefix /api'],
  service: 'new',
  age: 5,
  annotations: nginx({ canary: 'true', 'canary-weight': '20' }),
  ...words,
});

test('a canary without ready endpoints gets nothing, for the reason that its pods have', () => {
  const backendSlices = [slice('new', false), slice('api', true)];
  const finding = verdictOn(canaryTakesTraffic, [canary(), primary], { backendSlices });
  expect(finding).toMatchObject({
    status: 'problem',
    causedBy: expect.arrayContaining(['pods-ready']),
  });
  expect(finding.summary).toContain('`new` (0 of 1 endpoint ready)');
  const well = [slice('new', true, [1]), slice('api', true, [2])];
  expect(verdictOn(canaryTakesTraffic, [canary(), primary], { backendSlices: well }).status).toBe(
    'ok',
  );
});

test.each([
  ['a canary of the very pods of its primary', [1, 2], [1, 2], /^`shop\/new` and `shop\/api` lead/],
  [
    'a primary that takes the pods of the canary too',
    [1],
    [1, 2],
    /^`shop\/api` takes the pods of/,
  ],
])('%s is told of by both Ingresses', (_, own, theirs, words) => {
  const backendSlices = [slice('new', true, own), slice('api', true, theirs)];
  const finding = verdictOn(canaryTakesTraffic, [canary(), primary], { backendSlices });
  expect(finding.status).toBe('warning');
  expect(finding.summary).toMatch(words);
  const beside = verdictOn(canaryTakesTraffic, [primary, canary()], { backendSlices });
  expect(beside.summary).toBe(`the canary Ingress \`shop/canary\`: ${finding.summary}`);
});

test('a canary whose Service is missing, or has no such port, gets nothing', () => {
  const silentOn = (words: IngressWords) =>
    verdictOn(canaryTakesTraffic, [canary(words), primary]).summary;
  expect(silentOn({ service: 'gone' })).toContain('`gone` (there is no Service of this name)');
  const [port] = [{ service: { name: 'new', port: { number: 8081 } } }];
  const paths = [{ path: '/api', pathType: 'Prefix', backend: port }];
  const spec = { rules: [{ host: 'shop.test', http: { paths } }] };
  expect(silentOn({ spec })).toContain('the Service has no port `8081`; it has `80` and `81`');
});

test('a second ingress-nginx reads the same annotations', () => {
  const second = IngressClass.parse({
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/internal-ingress-nginx' },
  });
  const given = { ingressClasses: [second] };
  expect(verdictOn(canaryTakesTraffic, [canary(), primary], given).status).toBe('ok');
});
