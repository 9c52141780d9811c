import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { clustersFor, failureOf, fileWith, openRecorded, trailOf } from './fixtures.ts';

const services = { kind: 'services', namespace: 'shop' } as const;

/** A ServiceAccount that may list services in shop, and nothing else. */
async function openScoped() {
  const recorded = await openRecorded();
  const { storage, resources } = recorded.api;
  const rbac = 'rbac.authorization.k8s.io/v1';
  const account = { name: 'scoped', namespace: 'shop' };
  const rules = [{ apiGroups: [''], resources: ['services'], verbs: ['list'] }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'scoped' };
  const subjects = [{ kind: 'ServiceAccount', ...account }];
  const objects = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account },
    { apiVersion: rbac, kind: 'Role', metadata: account, rules },
    { apiVersion: rbac, kind: 'RoleBinding', metadata: account, roleRef, subjects },
  ];
  for (const object of objects) storage.create(resources.of(object), object);
  await writeFile(recorded.tokenFile, recorded.api.tokenFor('shop', 'scoped'));
  return recorded;
}

test('what may not be read is a gap with the missing right, what may is read', async () => {
  const { door } = await openScoped();
  const pods = { kind: 'pods', namespace: 'shop', name: 'web' } as const;
  const slices = { kind: 'endpointslices' } as const;
  const { objects, gaps } = await door.read([services, pods, slices]);
  expect(Object.keys(objects)).toEqual(['services']);
  expect(gaps).toEqual([
    {
      query: pods,
      reason: 'refused',
      permission: { verb: 'get', group: '', resource: 'pods', namespace: 'shop' },
      message:
        'pods "web" is forbidden: User "system:serviceaccount:shop:scoped" cannot get resource "pods" in API group "" in the namespace "shop"',
    },
    {
      query: slices,
      reason: 'refused',
      permission: { verb: 'list', group: 'discovery.k8s.io', resource: 'endpointslices' },
      message: expect.stringMatching(/^endpointslices\.discovery\.k8s\.io is forbidden: .* scope$/),
    },
  ]);
});

test('a server that refuses everything has answered all the same', async () => {
  const { door } = await openScoped();
  const { objects, gaps } = await door.read([{ kind: 'pods' }, { kind: 'namespaces' }]);
  expect(objects).toEqual({});
  expect(gaps.map(({ reason }) => reason)).toEqual(['refused', 'refused']);
});

test('credentials that are not accepted are told with where they come from', async () => {
  const { source, tokenFile, door } = await openRecorded();
  await writeFile(tokenFile, 'not-the-token');
  const error = await failureOf(door.read([services]));
  expect(error.kind).toBe('unreadable');
  expect(error.message).toBe(
    `The API server of cluster \`shop\` (\`${source.server}\`) does not accept our credentials (401).`,
  );
  expect(error.hint).toContain(`the token in \`${tokenFile}\``);
  expect(trailOf(error)).not.toContain('not-the-token');
});

test('a token that is rotated is used from the next request on', async () => {
  const { api, tokenFile, door } = await openRecorded();
  await door.read([services]);
  await writeFile(tokenFile, 'of-tomorrow');
  await failureOf(door.read([services]));
  await writeFile(tokenFile, `${api.adminToken}\n`);
  expect((await door.read([services])).gaps).toEqual([]);
});

test.each([
  { name: 'is missing', text: undefined, says: /^The token file `.*` cannot be read\.$/ },
  { name: 'is empty', text: '\n', says: /^The file `.*` holds no token\.$/ },
  { name: 'holds two lines', text: 'sesame\nsesame', says: /^The file `.*` holds no token\.$/ },
])('a token file that $name is told', async ({ text, says }) => {
  const tokenFile = text === undefined ? '/nowhere/token' : await fileWith(text);
  const door = clustersFor({ server: 'http://127.0.0.1:1', tokenFile }).open('shop');
  const error = await failureOf(door.read([services]));
  expect(error.message).toMatch(says);
  expect(trailOf(error)).not.toContain('sesame');
});

test('a token is not sent over plain http to another machine', async () => {
  const tokenFile = await fileWith('sesame');
  const door = clustersFor({ server: 'http://api.example:6443', tokenFile }).open('shop');
  const error = await failureOf(door.read([services]));
  expect(error.message).toMatch(/^Credentials are not sent to .*: `http:\/\/` is not encrypted\.$/);
});

test('a cluster that the configuration does not have is told with those that come near', () => {
  const clusters = clustersFor({ server: 'http://127.0.0.1:1' });
  expect(() => clusters.open('shap')).toThrow('The configuration has no cluster `shap`.');
  expect(() => clusters.open('constructor')).toThrow('The configuration has no cluster');
});
