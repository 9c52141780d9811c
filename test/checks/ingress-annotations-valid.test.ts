/** Annotations that nobody reads, or reads otherwise: each with the set-ups beside it that are well. */
import { expect, test } from 'vitest';
import { ingressAnnotationsValid } from '../../src/checks/ingress-annotations-valid.ts';
import type { IngressWords } from '../network/routes/world.ts';
import { about, alb, nginx, settings, verdictOn } from './objects-annotated.ts';
import { told, verdict } from './verdict.ts';

const on = (...words: IngressWords[]) => verdictOn(ingressAnnotationsValid, words);
const api: IngressWords = { paths: ['Prefix /api'], service: 'api' };
const regex = (path: string, text: Record<string, string>): IngressWords => ({
  paths: [`ImplementationSpecific ${path}`],
  annotations: nginx(text),
});
const traefik = (text: Record<string, string>): IngressWords => ({
  ...api,
  className: 'traefik',
  annotations: settings('traefik.ingress.kubernetes.io', text),
});

test.each<[string, IngressWords, string]>([
  ['a misspelt name', { ...api, annotations: nginx({ 'rewrite-traget': '/' }) }, 'rewrite-target'],
  ['a name with _', { ...api, annotations: nginx({ rewrite_target: '/' }) }, 'rewrite-target'],
  [
    'a misspelt prefix',
    { ...api, annotations: { 'ngnix.ingress.kubernetes.io/rewrite-target': '/x.html' } },
    'the prefix is `nginx.ingress.kubernetes.io/`',
  ],
  [
    'the other NGINX',
    { ...api, annotations: { 'nginx.org/rewrites': 'x', ...nginx({ affinity: 'cookie' }) } },
    'is one of F5',
  ],
  [
    'the other NGINX, seen from F5',
    { ...api, className: 'f5', annotations: nginx({ 'rewrite-target': '/' }) },
    'is one of the community ingress-nginx',
  ],
  ['another controller', { ...api, annotations: alb({ scheme: 'internal' }) }, 'AWS Load Balancer'],
  [
    'the prefix of long ago',
    { ...api, annotations: { 'ingress.kubernetes.io/rewrite-target': '/' } },
    'of before 2018',
  ],
  ['a bare rewrite', { ...api, annotations: nginx({ 'rewrite-target': '/' }) }, 'is lost'],
  [
    'a protocol that it does not know',
    { ...api, annotations: nginx({ 'backend-protocol': 'gRPC2' }) },
    'is none that it knows',
  ],
  [
    'an expression of another pathType',
    { paths: ['Prefix /api(/|$)(.*)'], annotations: nginx({ 'rewrite-target': '/$2' }) },
    'has signs of a regular expression and pathType Prefix',
  ],
  ['CORS alone', { ...api, annotations: nginx({ 'enable-cors': 'true' }) }, 'browsers refuse'],
  [
    'CORS that is not on',
    { ...api, annotations: nginx({ 'cors-allow-origin': 'https://a.test' }) },
    'does nothing without `enable-cors',
  ],
  [
    'a snippet before anybody took the Ingress',
    { ...api, annotations: nginx({ 'configuration-snippet': 'more_set_headers;' }) },
    'stands in its ConfigMap, which is not read',
  ],
  ['Traefik 1', traefik({ 'rule-type': 'PathPrefixStrip' }), 'only Traefik 1 read it'],
  ['a Service’s', traefik({ 'service.sticky.cookie': 'true' }), 'belongs on the Service'],
  ['a misspelt router', traefik({ 'router.entrypoint': 'web' }), 'router.entrypoints'],
])('%s is a warning', (_, words, said) => {
  const finding = on(words);
  expect(finding.status).toBe('warning');
  expect(finding.summary).toContain(said);
});

test.each<[string, IngressWords, string]>([
  [
    'a group that no path has',
    { ...api, annotations: nginx({ 'rewrite-target': '/$1' }) },
    'wants capture group 1',
  ],
  ['a second group', regex('/api/(.*)', { 'rewrite-target': '/$2' }), 'wants capture group 2'],
  ['an expression that is none', regex('/api(/|$)(.*)', {}), 'read letter by letter'],
  [
    'a middleware without namespace',
    traefik({ 'router.middlewares': 'auth' }),
    'named without namespace and provider',
  ],
])('%s is a problem', (_, words, said) => {
  const finding = on(words);
  expect(finding.status).toBe('problem');
  expect(finding.summary).toContain(said);
});

test.each<[string, IngressWords]>([
  ['nothing at all', api],
  ['other tools', { ...api, annotations: { 'cert-manager.io/cluster-issuer': 'le' } }],
  ['a key of another version', { ...api, annotations: nginx({ 'brand-new-thing': '1' }) }],
  ['a rewrite with its group', regex('/api(/|$)(.*)', { 'rewrite-target': '/$2' })],
  [
    'a rewrite of one path',
    { paths: ['Exact /a'], annotations: nginx({ 'rewrite-target': '/b' }) },
  ],
  ['a rewrite to a page', { ...api, annotations: nginx({ 'rewrite-target': '/index.html' }) }],
  ['an expression', regex('/v[12]', { 'use-regex': 'true' })],
  [
    'a move from AWS, the old annotations beside the new',
    { ...api, annotations: { ...alb({ scheme: 'internal' }), ...nginx({ affinity: 'cookie' }) } },
  ],
  [
    'CORS for named origins',
    {
      ...api,
      annotations: nginx({ 'enable-cors': 'true', 'cors-allow-origin': 'https://a.test' }),
    },
  ],
  ['a middleware with its place', traefik({ 'router.middlewares': 'shop-auth@kubernetescrd' })],
  ['a domain for TLS', traefik({ 'router.tls.domains.0.main': 'shop.test' })],
])('%s is well', (_, words) => {
  expect(told(on(words))).toMatch(/^ok: /);
});

const long: IngressWords = {
  name: 'files',
  paths: ['ImplementationSpecific /api/.*|/files/.*'],
  annotations: nginx({ 'use-regex': 'true' }),
  service: 'files',
};

test('an expression that takes what another Ingress is meant for is a warning for both', () => {
  for (const words of [
    [long, api],
    [{ ...api, name: 'api' }, long],
  ]) {
    const finding = on(...words);
    expect(finding.status).toBe('warning');
    expect(finding.summary).toContain('turns all paths of the host into regular expressions');
  }
});

test('an expression beside other paths takes nothing from them', () => {
  const other = { ...regex('/v[12](/|$)', { 'use-regex': 'true' }), name: 'v' };
  expect(told(on(api, other))).toMatch(/^ok: /);
});

test('where nobody reads them, or nobody here knows who does, there is nothing to say', () => {
  expect(on({ ...api, className: 'gone' }).status).toBe('skipped');
  expect(on({ ...api, className: 'other' }).status).toBe('skipped');
  expect(verdict(ingressAnnotationsValid, {}, about('none')).status).toBe('skipped');
});

test('a line to copy holds no value that a shell would read', () => {
  const fine = on({ ...api, annotations: nginx({ 'rewrite-traget': '/$2' }) });
  expect(fine).toMatchObject({
    kubectl:
      "kubectl annotate ingress a -n shop nginx.ingress.kubernetes.io/rewrite-target='/$2' --overwrite nginx.ingress.kubernetes.io/rewrite-traget-",
  });
  const sly = on({ ...api, annotations: nginx({ 'rewrite-traget': "/'; reboot; '" }) });
  expect(sly).toMatchObject({ kubectl: 'kubectl get ingress a -n shop -o yaml' });
});
