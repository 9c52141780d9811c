/** `trace` for an account that may read one namespace only: what lies beyond it is unknown. */
import { beforeAll, expect, test } from 'vitest';
import { exitCode } from '../../src/report.ts';
import { startShop, troublesOf } from './shop.ts';

const shop = startShop();
const gateways = (kind: string, namespace: string) =>
  `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/${kind}`;
const grants = '/apis/gateway.networking.k8s.io/v1beta1/namespaces/shop-gateway/referencegrants';
const roles = (kind: string, namespace: string) =>
  `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/${kind}`;
const line = 'trace http://across.example.com/ -n shop';
const group = 'gateway.networking.k8s.io';

/** Besides the ClusterRole, from which a test takes the same resources. */
async function grantIn(namespace: string, ...resources: string[]) {
  await shop.admin('POST', roles('roles', namespace), {
    metadata: { name: 'reads-here' },
    rules: [{ apiGroups: [group], resources, verbs: ['get', 'list'] }],
  });
  await shop.admin('POST', roles('rolebindings', namespace), {
    metadata: { name: 'reads-here' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reads-here' },
    subjects: [{ kind: 'ServiceAccount', name: 'portolan-reader', namespace: 'portolan' }],
  });
}

beforeAll(async () => {
  const gateway = (from: string) => ({
    metadata: { name: 'own' },
    spec: {
      gatewayClassName: 'plain',
      listeners: [
        { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from } } },
      ],
    },
  });
  const route = (name: string, parent: object, namespace: string) => ({
    metadata: { name },
    spec: {
      parentRefs: [parent],
      hostnames: [`${name}.example.com`],
      rules: [{ backendRefs: [{ name: 'api-service', namespace, port: 80 }] }],
    },
  });
  const own = { name: 'own' };
  const far = { name: 'own', namespace: 'shop-traefik' };
  // Nobody writes its status, so that nothing but the grants is open.
  await shop.admin('POST', '/apis/gateway.networking.k8s.io/v1/gatewayclasses', {
    metadata: { name: 'plain' },
    spec: { controllerName: 'example.com/plain' },
  });
  await shop.admin('POST', gateways('gateways', 'shop'), gateway('Same'));
  await shop.admin('POST', gateways('gateways', 'shop-traefik'), gateway('All'));
  const routes = gateways('httproutes', 'shop');
  await shop.admin('POST', routes, route('across', own, 'shop-gateway'));
  await shop.admin('POST', routes, route('ungranted', own, 'shop-alb'));
  await shop.admin('POST', routes, route('far', far, 'shop'));
  await shop.admin('POST', grants, {
    metadata: { name: 'shop' },
    spec: {
      from: [{ group, kind: 'HTTPRoute', namespace: 'shop' }],
      to: [{ group: '', kind: 'Service' }],
    },
  });
  await grantIn('shop', 'gateways', 'referencegrants');
});

test('who may read all grants sees that the backend is granted', async () => {
  const report = await shop.ask(line);
  expect(report.headline).toContain('reaches `shop-gateway/api-service`: 2 of 2 endpoints ready');
  const other = await shop.ask('trace http://ungranted.example.com/ -n shop');
  expect(other).toMatchObject({
    verdict: 'problem',
    headline: expect.stringContaining('no ReferenceGrant in `shop-alb`'),
  });
});

test('grants of another namespace that could not be read are unknown, not missing', async () => {
  await shop.deny('referencegrants', 'gateways');
  const report = await shop.ask(line);
  expect(exitCode(report)).toBe(3);
  expect(report.headline).toBe(
    '`http://across.example.com/` reaches `shop-gateway/api-service`: 2 of 2 endpoints ready; whether a ReferenceGrant in `shop-gateway` lets HTTPRoutes of `shop` use it could not be read',
  );
  expect(troublesOf(report)[0]).toMatch(/^unknown `shop-gateway\/api-service` \(100 %\): whether/);
  expect(report.notEvaluated.map(({ why }) => why)).toContainEqual(
    expect.stringContaining(`list referencegrants.${group} in namespace shop-gateway`),
  );
});

test('a rule on a Gateway that could not be read may still take the request', async () => {
  await shop.deny('referencegrants', 'gateways');
  const report = await shop.ask('trace http://far.example.com/ -n shop');
  expect(report.verdict).toBe('unknown');
  expect(report.headline).toContain('is not known: among what could be read, no rule');
});

test('grants of the backend’s namespace alone are enough', async () => {
  await grantIn('shop-gateway', 'referencegrants');
  await shop.deny('referencegrants', 'gateways');
  const report = await shop.ask(line);
  expect(report.headline).toMatch(/2 of 2 endpoints ready$/);
  expect(report.notEvaluated.map(({ what }) => what).join()).not.toContain('grant');
  expect(report.reads?.roundTrips).toBeLessThanOrEqual(3);
});
