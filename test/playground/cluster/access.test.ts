import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const rbac = 'rbac.authorization.k8s.io/v1';
let server: ApiServer;
let token: string;

beforeAll(async () => {
  server = await startRecordedCluster();
  token = server.tokenFor('portolan', 'reader');
});
afterAll(() => server.close());

const account = { kind: 'ServiceAccount', name: 'reader', namespace: 'portolan' };

/** A Role in a namespace (or a ClusterRole without), bound to the reader. */
function grant(name: string, rule: object, namespace?: string): void {
  const kind = namespace ? 'Role' : 'ClusterRole';
  const metadata = { name, ...(namespace && { namespace }) };
  const role = { apiVersion: rbac, kind, metadata, rules: [rule] };
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name };
  const binding = { apiVersion: rbac, kind: `${kind}Binding`, metadata, roleRef };
  for (const object of [role, { ...binding, subjects: [account] }]) {
    server.storage.create(server.resources.of(object), object);
  }
}

const status = async (path: string, method = 'GET') =>
  (await ask(server, path, { token, method })).status;

describe('RBAC', () => {
  test('refuses before it looks whether the object exists', async () => {
    expect(await status('/api/v1/namespaces/shop/secrets/nosuch')).toBe(403);
    expect(await status('/api/v1/namespaces/shop/services/nosuch')).toBe(404);
  });

  test('a Role counts in its namespace alone', async () => {
    const maps = { apiGroups: [''], resources: ['configmaps'], verbs: ['list'] };
    grant('maps', maps, 'shop');
    expect(await status('/api/v1/namespaces/shop/configmaps')).toBe(200);
    expect(await status('/api/v1/namespaces/default/configmaps')).toBe(403);
    expect(await status('/api/v1/configmaps')).toBe(403);
  });

  test('resourceNames allow one object, also as a list narrowed to its name', async () => {
    const rule = { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] };
    grant('one-secret', { ...rule, resourceNames: ['tls'] }, 'shop');
    const secrets = '/api/v1/namespaces/shop/secrets';
    expect(await status(`${secrets}/tls`)).toBe(404);
    expect(await status(`${secrets}/other`)).toBe(403);
    expect(await status(`${secrets}?fieldSelector=metadata.name%3Dtls`)).toBe(200);
    expect(await status(secrets)).toBe(403);
  });

  test('a subresource needs a rule of its own', async () => {
    const log = '/api/v1/namespaces/shop/pods/mysql-0/log';
    expect(await status(log)).toBe(403);
    grant('logs', { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] }, 'shop');
    expect(await status(log)).toBe(200);
  });

  test('a subresource can be granted for every resource', async () => {
    const scale = '/apis/apps/v1/namespaces/shop/deployments/api/scale';
    expect(await status(scale)).toBe(403);
    grant('scales', { apiGroups: ['apps'], resources: ['*/scale'], verbs: ['get'] });
    expect(await status(scale)).toBe(200);
  });

  test('wildcards cover groups, resources and verbs', async () => {
    const jobs = '/apis/batch/v1/namespaces/shop/jobs';
    expect(await status(jobs)).toBe(403);
    grant('batch', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, 'shop');
    expect(await status(jobs)).toBe(200);
    expect(await status('/apis/batch/v1/jobs')).toBe(403);
  });

  test('paths that are no resource are granted by URL', async () => {
    const metrics = '/metrics/cadvisor';
    expect(await status(metrics)).toBe(403);
    grant('metrics', { nonResourceURLs: ['/metrics/*'], verbs: ['get'] });
    expect(await status(metrics)).toBe(404);
  });

  test('without credentials only public paths answer', async () => {
    expect((await ask(server, '/version', { token: '' })).status).toBe(200);
    const refused = await askJson(server, '/apis', { token: '' });
    expect(refused.message).toBe('forbidden: User "system:anonymous" cannot get path "/apis"');
  });
});

describe('impersonation', () => {
  const services = '/api/v1/namespaces/shop/services';
  const as = (name: string, bearer = server.adminToken) =>
    fetch(server.url + services, {
      headers: { authorization: `Bearer ${bearer}`, 'impersonate-user': name },
    });

  test('the administrator acts as another, with the rights of that user alone', async () => {
    expect((await as('system:serviceaccount:portolan:reader')).status).toBe(200);
    expect((await as('nobody')).status).toBe(403);
  });

  test('others need the verb impersonate', async () => {
    const answer = await (await as('nobody', token)).json();
    expect(answer.message).toMatch(/^users "nobody" is forbidden: User .* cannot impersonate/);
  });
});

describe('reviews', () => {
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const attributes = { verb: 'get', resource: 'pods', namespace: 'kube-system' };

  test('the administrator asks about somebody else', async () => {
    const user = 'system:serviceaccount:portolan:reader';
    const body = { spec: { user, resourceAttributes: attributes } };
    const answer = await askJson(server, path, { method: 'POST', body });
    expect(answer.status).toMatchObject({ allowed: true });
  });

  test('groups count too', async () => {
    const spec = { user: 'nobody', groups: ['system:masters'], resourceAttributes: attributes };
    const answer = await askJson(server, path, { method: 'POST', body: { spec } });
    expect(answer.status).toEqual({ allowed: true });
  });

  test('others may not', async () => {
    const body = { spec: { user: 'nobody', resourceAttributes: attributes } };
    expect((await ask(server, path, { method: 'POST', body, token })).status).toBe(403);
  });

  test('a token is reviewed', async () => {
    const tokens = '/apis/authentication.k8s.io/v1/tokenreviews';
    const review = (value: string) =>
      askJson(server, tokens, { method: 'POST', body: { spec: { token: value } } });
    expect((await review(token)).status.user.username).toMatch(/portolan:reader$/);
    expect((await review('nonsense')).status.authenticated).toBeUndefined();
  });
});
