/** `trace` on the shop, with Ingresses that people really write. */
import { beforeAll, describe, expect, test } from 'vitest';
import { startShop, textOf, troublesOf } from './shop.ts';

const shop = startShop();
const ingresses = '/apis/networking.k8s.io/v1/namespaces/shop/ingresses';

interface Words {
  annotations?: Record<string, string>;
  className?: string;
  service?: string;
  port?: object;
}

function ingress(name: string, path: string, words: Words = {}) {
  const {
    annotations = {},
    className = 'nginx',
    service = 'api-service',
    port = { number: 80 },
  } = words;
  const backend = { service: { name: service, port } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'shop', annotations },
    spec: {
      ingressClassName: className,
      rules: [
        {
          host: `${name}.example.com`,
          http: { paths: [{ path, pathType: 'Prefix', backend }] },
        },
      ],
    },
  };
}

const nginx = 'nginx.ingress.kubernetes.io';
const guide = {
  [`${nginx}/rewrite-target`]: '/',
  [`${nginx}/enable-cors`]: 'true',
  [`${nginx}/cors-allow-origin`]: '*',
};

beforeAll(async () => {
  for (const item of [
    ingress('guide', '/api', { annotations: guide }),
    ingress('gone', '/', { service: 'api-servce' }),
    ingress('port', '/', { port: { name: 'htp' } }),
    ingress('empty', '/', { service: 'orders' }),
    ingress('alias', '/', { service: 'mail', port: { number: 25 } }),
    ingress('unserved', '/', { className: 'ngnix' }),
    ingress('stable', '/api'),
  ])
    await shop.admin('POST', ingresses, item);
  const canary = ingress('canary', '/api', {
    service: 'orders',
    annotations: { [`${nginx}/canary`]: 'true', [`${nginx}/canary-weight`]: '30' },
  });
  for (const rule of canary.spec.rules) rule.host = 'stable.example.com';
  await shop.admin('POST', ingresses, canary);
});

test.each(['trace https://guide.example.com/api/cart', 'trace https://guide.example.com/nope'])(
  '%s',
  async (line) => {
    const text = textOf(await shop.ask(line));
    const name = line.replaceAll(/:?\/+/g, '_');
    await expect(text).toMatchFileSnapshot(`../golden/text/${name}.txt`);
  },
);

test('a rewrite that loses the path and CORS for everybody are said', async () => {
  const report = await shop.ask('trace https://guide.example.com/api/cart');
  const troubles = troublesOf(report).join('\n');
  expect(troubles).toContain('`/api/cart` reaches the backend as `/`');
  expect(troubles).toContain('scripts of any website may read the answer');
  expect(report).toMatchObject({
    verdict: 'ok',
    mark: 'warning',
    data: { rule: { backendPath: '/' } },
  });
});

describe('the way ends', () => {
  test.each<[string, string]>([
    ['gone.example.com', 'ends at `shop/api-servce`: there is no Service of this name'],
    [
      'port.example.com',
      'ends at `shop/api-service`: the Service has no port `htp`. Did you mean `http`?',
    ],
    ['empty.example.com', 'ends at `shop/orders`: no endpoints'],
    ['unserved.example.com', 'nobody serves it: there is no IngressClass `ngnix`'],
    ['nowhere.test', 'reaches nothing: no rule takes the host `nowhere.test`'],
  ])('%s', async (host, words) => {
    const report = await shop.ask(`trace https://${host}/`);
    expect(report.headline).toContain(words);
    expect(report.verdict).toBe('problem');
  });
});

test('an alias as backend is no problem, but nothing is known behind it', async () => {
  const report = await shop.ask('trace https://alias.example.com/');
  expect(report.verdict).toBe('ok');
  expect(report.headline).toContain('an alias of `smtp.mail.example.net`');
});

test('a canary without endpoints is passed over, as ingress-nginx does', async () => {
  const report = await shop.ask('trace https://stable.example.com/api');
  expect(report).toMatchObject({ verdict: 'ok', mark: 'warning' });
  expect(report.headline).toContain('reaches `shop/api-service`');
  expect(troublesOf(report).join('\n')).toContain('`shop/orders` (0 %): no endpoints');
});

test('what could not be read is not called absent', async () => {
  await shop.deny('httproutes', 'ingressroutes');
  const report = await shop.ask('trace https://gateway.shop.example.com/api');
  expect(report.verdict).toBe('unknown');
  expect(report.headline).toContain(
    'is not known: among what could be read, no rule takes the host',
  );
  expect(report.notEvaluated.map(({ what }) => what)).toContain('HTTPRoutes');
});

test('without any rules to read there is no answer', async () => {
  await shop.deny('ingresses', 'httproutes', 'ingressroutes');
  const { error } = await shop.ask('trace https://shop.example.com/api');
  expect(error?.kind).toBe('unreadable');
});

test('a rule for https alone is not said to take plain http', async () => {
  await shop.admin('POST', '/apis/traefik.io/v1alpha1/namespaces/shop-traefik/ingressroutes', {
    metadata: { name: 'secure' },
    spec: {
      tls: {},
      routes: [
        {
          kind: 'Rule',
          match: 'Host(`secure.example.com`)',
          services: [{ name: 'web-service', port: 8080 }],
        },
      ],
    },
  });
  const plain = await shop.ask('trace http://secure.example.com/');
  expect(plain.mark).toBe('warning');
  expect(plain.headline).toMatch(/, but by https alone: this rule takes no plain http$/);
  const secure = await shop.ask('trace https://secure.example.com/');
  expect(secure.headline).toMatch(/2 of 2 endpoints ready$/);
});

test('a kind that is not installed is not missed', async () => {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/ingressroutes.traefik.io';
  await shop.admin('DELETE', path);
  const report = await shop.ask('trace https://shop.example.com/api/cart');
  expect(report.notEvaluated).toEqual([]);
  expect(report.data).toMatchObject({ backends: [{ share: 0.8 }, { share: 0.2 }] });
});
