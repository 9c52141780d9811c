/** Lines of controllers' logs, as ingress-nginx, Traefik and the AWS controller write them. */
import { expect, test } from 'vitest';
import { ingressControllerLogsClean } from '../../src/checks/ingress-controller-logs-clean.ts';
import type { PodLog } from '../../src/snapshot.ts';
import type { IngressWords } from '../network/routes/world.ts';
import { about, slice, verdictOn } from './objects-annotated.ts';
import { told, verdict } from './verdict.ts';

const log = (...lines: string[]): PodLog => ({
  query: { namespace: 'ingress-nginx', pod: 'controller-1' },
  kind: 'log',
  lines,
  isCut: false,
});

const words: IngressWords = {
  paths: ['Prefix /api'],
  service: 'api',
  spec: { tls: [{ hosts: ['shop.test'], secretName: 'shop-tls' }] },
};

const on = (lines: string[], more: IngressWords = {}, ready = true) =>
  verdictOn(ingressControllerLogsClean, [{ ...words, ...more }], {
    controllerLogs: [log(...lines)],
    backendSlices: [slice('api', ready)],
  });

const noEndpoint =
  'W0110 7 controller.go:1227] Service "shop/api" does not have any active Endpoint.';
const timeout =
  '2026/01/10 08:00:00 [error] 30#30: *1 upstream timed out (110: Operation timed out) while connecting to upstream, client: 10.0.0.9, server: shop.test, request: "GET /api HTTP/1.1", upstream: "http://10.244.1.5:8080/api", host: "shop.test"';
const test1 = 'nginx: configuration file /tmp/nginx/nginx-cfg2231 test failed';

test.each<[string, string[], string]>([
  ['no endpoints', [noEndpoint], 'warning: .* has no ready endpoints'],
  [
    'a certificate',
    [
      'W0110 controller.go:1480] Error getting SSL certificate "shop/shop-tls": local SSL certificate shop/shop-tls was not found. Using default certificate',
    ],
    'warning: .* no valid certificate',
  ],
  [
    'a class, though there is one now',
    [
      'I0110 store.go:440] "Ignoring ingress because of error while validating ingress class" ingress="shop/a" error="no object matching key \\"nginx\\" in local store"',
    ],
    'warning: .* leaves the Ingress out',
  ],
  [
    'a Service',
    [
      'W0110 controller.go:1112] Error obtaining Endpoints for Service "shop/api": no object matching key "shop/api" in local store',
    ],
    'problem: .* does not find the Service',
  ],
  ['a configuration that nobody can load', [test1], 'problem: .* no change of any of them'],
  ['requests, three times', [timeout, timeout, timeout], 'warning: .* in time \\(3 lines\\)'],
  [
    'Traefik, a middleware',
    [
      '2026-01-10T08:00:00Z ERR error="middleware \\"shop-auth@kubernetescrd\\" does not exist" entryPointName=web routerName=shop-a-shop-test-api@kubernetes',
    ],
    'problem: .* middleware',
  ],
  [
    'Traefik, a Service',
    [
      '{"level":"error","providerName":"kubernetes","ingress":"a","namespace":"shop","serviceName":"api","error":"service not found","message":"Cannot create service"}',
    ],
    'problem: .* the Service behind a rule',
  ],
  [
    'AWS',
    [
      '{"level":"error","msg":"Reconciler error","controller":"ingress","object":{"name":"a","namespace":"shop"},"error":"couldn\'t auto-discover subnets: unable to resolve at least one subnet"}',
    ],
    'problem: .* no subnets',
  ],
])('%s', (_, lines, said) => {
  expect(told(on(lines, {}, false))).toMatch(new RegExp(said));
});

test.each<[string, string[]]>([
  ['nothing', []],
  ['another Service', ['W0110 Service "shop/api-canary" does not have any active Endpoint.']],
  ['another namespace', ['W0110 Service "billing/api" does not have any active Endpoint.']],
  ['another host', [timeout.replaceAll('shop.test', 'my.shop.test')]],
  ['a longer host', Array(5).fill(timeout.replaceAll('shop.test', 'shop.test.example'))],
  ['one request that failed', [timeout]],
  ['endpoints that are there now', [noEndpoint]],
  [
    'a configuration that could be loaded later',
    [test1, 'I0110 controller.go:213] "Backend successfully reloaded"'],
  ],
  [
    'a model that was built later',
    [
      '{"level":"error","controller":"ingress","object":{"name":"a","namespace":"shop"},"error":"AccessDenied"}',
      '{"level":"info","msg":"successfully deployed model","ingressGroup":"shop/a"}',
    ],
  ],
])('%s is no trouble', (_, lines) => {
  expect(told(on(lines))).toMatch(/^ok/);
});

test('lines of an IngressGroup are about each of its members', () => {
  const line =
    '{"level":"error","controller":"ingress","object":{"name":"front"},"error":"conflicting scheme: map[internal:{} internet-facing:{}]"}';
  const annotations = { 'alb.ingress.kubernetes.io/group.name': 'front' };
  expect(told(on([line], { annotations }))).toContain('contradict each other');
  expect(told(on([line]))).toMatch(/^ok/);
});

test('without a log, or a right to it, there is nothing to say', () => {
  const given = { controllerLogs: [] };
  expect(verdictOn(ingressControllerLogsClean, [words], given).status).toBe('skipped');
  const refused = verdict(ingressControllerLogsClean, {}, about('a'), ['controllerLogs']);
  expect(refused).toMatchObject({ status: 'unknown', isOptional: true });
});
