import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { parseTarget, type TargetHints } from '../../src/network/target.ts';

const hints: TargetHints = { clusterDomain: 'cluster.local' };
const long = 'a'.repeat(63);

describe('a Service is named as people name it', () => {
  test.each([
    ['api-service', { name: 'api-service' }],
    ['shop/api', { name: 'api', namespace: 'shop' }],
    ['api.shop', { name: 'api', namespace: 'shop' }],
    ['api.shop.svc', { name: 'api', namespace: 'shop' }],
    ['api.shop.svc.cluster.local', { name: 'api', namespace: 'shop' }],
    ['api.shop.svc.cluster.local.', { name: 'api', namespace: 'shop' }],
    ['svc/api', { name: 'api' }],
    ['service/api', { name: 'api' }],
    ['services/shop/api', { name: 'api', namespace: 'shop' }],
    ['SVC/API.Shop.SVC.Cluster.Local', { name: 'api', namespace: 'shop' }],
    ['Api-service', { name: 'api-service' }],
    ['  api  ', { name: 'api' }],
    ['1st', { name: '1st' }],
    ['a', { name: 'a' }],
    [long, { name: long }],
    ['svc.svc', { name: 'svc', namespace: 'svc' }],
  ])('%s', (text, target) => {
    expect(parseTarget(text, hints)).toEqual(target);
  });
});

describe('the namespace comes from the name, else from -n, else from the channel', () => {
  test.each<[string, Partial<TargetHints>, string | undefined]>([
    ['shop/api', { fallback: 'other' }, 'shop'],
    ['shop/api', { flag: 'shop', fallback: 'other' }, 'shop'],
    ['shop/api', { flag: 'Shop' }, 'shop'],
    ['api', { flag: 'shop', fallback: 'other' }, 'shop'],
    ['api', { fallback: 'shop' }, 'shop'],
    ['api', {}, undefined],
  ])('%s with %o', (text, more, namespace) => {
    expect(parseTarget(text, { ...hints, ...more }).namespace).toBe(namespace);
  });
});

test('another cluster domain is known by its name', () => {
  const other = { clusterDomain: 'k8s.example' };
  expect(parseTarget('api.shop.svc.k8s.example', other)).toMatchObject({ namespace: 'shop' });
  expect(() => parseTarget('api.shop.svc.cluster.local', other)).toThrow(/not the name/);
});

function refused(text: string, more: Partial<TargetHints> = {}): UserError {
  try {
    parseTarget(text, { ...hints, ...more });
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error(`${text} was taken`);
}

describe('what cannot be a Service is refused with the way out', () => {
  test.each([
    ['', 'The Service has no name.', 'letters, digits'],
    ['shop/', 'The Service has no name.', 'letters, digits'],
    ['/api', 'The namespace has no name.', 'letters, digits'],
    ['.shop', 'The Service has no name.', 'letters, digits'],
    [`${long}a`, 'cannot be a Service', 'at most 63 characters'],
    ['api_service', '`api_service` cannot be a Service', 'nearest valid name is `api-service`'],
    ['-api-', 'cannot be a Service', '`api`'],
    ['größe', 'cannot be a Service', '`gro-e`'],
    ['café', 'cannot be a Service', '`cafe`'],
    ['🔥', '`🔥` cannot be a Service', 'with a letter or digit at both ends.'],
    ['shop/api_1', '`api_1` cannot be a Service', '`api-1`'],
    ['shop_1/api', '`shop_1` cannot be a namespace', '`shop-1`'],
    ['a/b/c', 'not the name of a Service', '`namespace/name`'],
    ['a//b', 'not the name of a Service', '`namespace/name`'],
    ['api.shop/x', '`api.shop` cannot be a namespace', '`api-shop`'],
    ['api.shop.pod', 'not the name of a Service', 'svc.cluster.local'],
    ['api.shop.svc.cluster', 'not the name of a Service', 'svc.cluster.local'],
    ['www.example.com', 'not the name of a Service', '`name.namespace`'],
    ['api:80', 'more than the name', 'scheme, port and path out: `api`'],
    ['http://api.shop:80/x', 'more than the name', 'scheme, port and path out: `api.shop`'],
    ['://', 'more than the name', 'scheme, port and path out.'],
    ['api\u202eshop', 'cannot be a Service', '`api-shop`'],
  ])('%s', (text, what, hint) => {
    const error = refused(text);
    expect(error.kind).toBe('usage');
    expect(error.message).toContain(what);
    expect(error.hint).toContain(hint);
  });

  test('two namespaces contradict each other', () => {
    expect(refused('shop/api', { flag: 'web' }).message).toBe(
      'Two namespaces: `shop/api` says `shop`, `-n` says `web`.',
    );
  });

  test.each(['Not_One', '', 'a.b', 'a/b'])('-n %s is no namespace', (flag) => {
    expect(refused('api', { flag }).message).toMatch(/namespace/);
  });

  test('control and bidi characters are shown, not obeyed', () => {
    expect(refused('a\u202eb\u001b[31m').message).toBe('`a\ufffdb\ufffd[31m` cannot be a Service.');
  });
});
