/** The backends of rules: Services that are missing, ports by number and name, who depends on them. */
import { describe, expect, test } from 'vitest';
import { ingressBackendExists } from '../../src/checks/ingress-backend-exists.ts';
import { ingressBackendPortExists } from '../../src/checks/ingress-backend-port-exists.ts';
import { slice } from '../network/objects.ts';
import { httpRoute, ingressRoute } from '../network/routes/world.ts';
import { ingress, ingressClass, judged, nginx, serviceOf, summaryOf } from './objects-ingress.ts';

const http = [{ name: 'http', port: 80, targetPort: 'http' }];
const web = serviceOf('web', http);
const api = serviceOf('api', http);
const ingressClasses = [nginx];
const with2 = (paths: Readonly<Record<string, string>>, backendServices = [web, api]) => ({
  ingresses: [ingress({ paths })],
  ingressClasses,
  backendServices,
  nearBackends: [web, api],
});
const canary = (service: string) =>
  ingress({
    name: 'canary',
    annotations: {
      'nginx.ingress.kubernetes.io/canary': 'true',
      'nginx.ingress.kubernetes.io/canary-weight': '20',
    },
    paths: { '/': service },
  });

describe('ingress-backend-exists', () => {
  test('all there', () => {
    expect(summaryOf(ingressBackendExists, with2({ '/': 'web:80', '/api': 'api:80' }))).toBe(
      'ok: `shop/web` and `shop/api` exist',
    );
  });

  test('one that is missing is a problem that names path and nearest Service', () => {
    expect(judged(ingressBackendExists, with2({ '/': 'wep:80', '/api': 'api:80' }))).toMatchObject({
      status: 'problem',
      summary:
        'there is no Service `shop/wep`, to which `shop.example.com` with Prefix `/` sends. Did you mean `web`?',
      fix: 'Send to `web` instead, if that is meant.',
    });
  });

  test('a canary falls back to the primary, so that its Service is a warning', () => {
    const items = { ...with2({ '/': 'web:80' }), ingresses: [ingress(), canary('gone:80')] };
    expect(judged(ingressBackendExists, items).status).toBe('warning');
  });

  test('what redirects needs no Service', () => {
    const annotations = {
      'nginx.ingress.kubernetes.io/permanent-redirect': 'https://new.example.com',
    };
    const items = {
      ...with2({}),
      ingresses: [ingress({ annotations, paths: { '/': 'gone:80' } })],
    };
    expect(judged(ingressBackendExists, items).status).toBe('skipped');
  });

  test('the default backend counts where it gets requests, and is a warning where not', () => {
    const defaultBackend = { service: { name: 'gone', port: { number: 80 } } };
    const alone = ingress({ spec: { rules: [], defaultBackend } });
    const covered = ingress({ paths: { '/': 'web:80' } });
    const behind = { ...covered, spec: { ...covered.spec, defaultBackend } };
    const at = (one: typeof alone) => ({ ...with2({}), ingresses: [one] });
    expect(judged(ingressBackendExists, at(alone)).status).toBe('problem');
    expect(judged(ingressBackendExists, at(behind)).status).toBe('warning');
  });

  test('a resource is not looked at', () => {
    const resource = { apiGroup: 'example.com', kind: 'Bucket', name: 'files' };
    const alone = ingress({ spec: { rules: [], defaultBackend: { resource } } });
    expect(judged(ingressBackendExists, { ...with2({}), ingresses: [alone] }).status).toBe(
      'skipped',
    );
  });

  test('at ALB `use-annotation` names an action, and its Services are what is looked for', () => {
    const groups = [
      { serviceName: 'web', servicePort: 80, weight: 80 },
      { serviceName: 'gone', servicePort: 80, weight: 20 },
    ];
    const annotations = {
      'alb.ingress.kubernetes.io/actions.split': JSON.stringify({
        type: 'forward',
        forwardConfig: { targetGroups: groups },
      }),
    };
    const items = {
      ...with2({}),
      ingresses: [ingress({ annotations, paths: { '/': 'split:use-annotation' } })],
      ingressClasses: [ingressClass('nginx', 'ingress.k8s.aws/alb')],
    };
    expect(summaryOf(ingressBackendExists, items)).toContain('no Service `shop/gone`');
  });

  test('Services that could not be read leave it unknown', () => {
    const items = with2({ '/': 'web:80' });
    const found = judged(ingressBackendExists, items, 'ingress/shop', ['backendServices']);
    expect(found.status).toBe('unknown');
  });

  test('other kinds of rules', () => {
    const services = [{ name: 'gone', port: 80 }];
    const match = 'Host(`shop.example.com`)';
    const routes = {
      ...with2({}),
      ingressRoutes: [ingressRoute([{ kind: 'Rule', match, services }])],
      httpRoutes: [httpRoute({ rules: [{ backendRefs: [{ name: 'gone', port: 80 }] }] })],
    };
    expect(judged(ingressBackendExists, routes, 'ingressroute/r').status).toBe('problem');
    expect(judged(ingressBackendExists, routes, 'httproute/r').status).toBe('problem');
  });
});

describe('ingress-backend-port-exists', () => {
  test.each([
    ['by number', 'web:80', 'ok'],
    ['by name', 'web:http', 'ok'],
    ['another number', 'web:81', 'problem'],
    ['another name', 'web:htpp', 'problem'],
    ['of a Service that is not there', 'gone:80', 'skipped'],
  ])('%s', (_, backend, status) => {
    expect(judged(ingressBackendPortExists, with2({ '/': backend })).status).toBe(status);
  });

  test('the port of the containers is taken for the Service’s', () => {
    const backendSlices = [
      slice([], {
        metadata: {
          name: 'web-1',
          namespace: 'shop',
          labels: { 'kubernetes.io/service-name': 'web' },
        },
      }),
    ];
    const found = judged(ingressBackendPortExists, {
      ...with2({ '/': 'web:8080' }),
      backendSlices,
    });
    expect(found).toMatchObject({
      summary: expect.stringContaining('`8080` is where its pods listen'),
      fix: expect.stringContaining('Name port `80`'),
    });
  });

  test('an alias has no ports, and a canary is passed over', () => {
    const alias = serviceOf('web', [], { type: 'ExternalName', externalName: 'example.com' });
    const aliased = with2({ '/': 'web:443' }, [alias]);
    expect(judged(ingressBackendPortExists, aliased).status).toBe('skipped');
    const items = { ...with2({}), ingresses: [ingress(), canary('api:81')] };
    expect(judged(ingressBackendPortExists, items).status).toBe('warning');
  });
});

test('ingress-nginx takes the port of the pods as well, others do not', () => {
  const numbered = serviceOf('web', [{ name: 'http', port: 80, targetPort: 8080 }]);
  const items = with2({ '/': 'web:8080' }, [numbered]);
  expect(judged(ingressBackendPortExists, items).status).toBe('ok');
  const elsewhere = { ...items, ingressClasses: [ingressClass('nginx', 'example.com/other')] };
  expect(judged(ingressBackendPortExists, elsewhere).status).toBe('problem');
});

test('an AWS load balancer whose targets are nodes wants a node port', () => {
  const annotations = { 'alb.ingress.kubernetes.io/target-type': 'instance' };
  const on = (ports: object[]) =>
    summaryOf(ingressBackendPortExists, {
      ingresses: [ingress({ annotations })],
      ingressClasses: [ingressClass('nginx', 'ingress.k8s.aws/alb')],
      backendServices: [
        serviceOf(
          'web',
          ports.map((port) => ({ ...port })),
        ),
      ],
    });
  expect(on([{ port: 80, nodePort: 30080 }])).toMatch(/^ok/);
  expect(on([{ port: 80 }])).toMatch(/^problem: Service `shop\/web` cannot take .*node port/);
});
