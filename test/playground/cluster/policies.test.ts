import { expect, onTestFinished, test } from 'vitest';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { ask, startRecordedCluster } from './fixtures.ts';

const apiVersion = 'admissionregistration.k8s.io/v1';
const metadata = { name: 'no-canary' };
const concerned = {
  apiGroups: [''],
  apiVersions: ['v1'],
  resources: ['configmaps'],
  operations: ['CREATE', 'UPDATE'],
};

/** A policy about ConfigMaps, with these fields in place of the usual ones. */
const policy = (spec: object): KubeObject => ({
  apiVersion,
  kind: 'ValidatingAdmissionPolicy',
  metadata,
  spec: {
    matchConstraints: { resourceRules: [concerned] },
    validations: [{ expression: "object.metadata.name != 'canary'" }],
    ...spec,
  },
});

const binding = (spec: object = {}): KubeObject => ({
  apiVersion,
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: 'everywhere' },
  spec: { policyName: metadata.name, validationActions: ['Deny'], ...spec },
});

const canary = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'canary' } };
const path = '/api/v1/namespaces/shop/configmaps';

/** What becomes of a ConfigMap `canary` under these. */
async function judged(objects: readonly KubeObject[], body: object = canary) {
  const logged: string[] = [];
  const api = await startRecordedCluster({ log: (line) => logged.push(line) });
  onTestFinished(() => api.close());
  for (const object of objects) api.storage.create(api.resources.of(object), object);
  const response = await ask(api, path, { method: 'POST', body });
  return { status: response.status, body: await response.json(), logged };
}

test('a denial has the words, the reason and the details of a real server', async () => {
  const validation = {
    expression: "object.metadata.name != 'canary'",
    message: 'no canaries here',
    reason: 'Forbidden',
  };
  const { body } = await judged([policy({ validations: [validation] }), binding()]);
  const message =
    "ValidatingAdmissionPolicy 'no-canary' with binding 'everywhere' denied request: no canaries here";
  expect(body).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `configmaps "canary" is forbidden: ${message}`,
    reason: 'Forbidden',
    details: { name: 'canary', kind: 'configmaps', causes: [{ message }] },
    code: 403,
  });
});

test('without a reason and a message it is invalid, and the expression is quoted', async () => {
  const { status, body } = await judged([policy({}), binding()]);
  expect([status, body.reason]).toEqual([422, 'Invalid']);
  expect(body.message).toMatch(
    /denied request: failed expression: object.metadata.name != 'canary'$/,
  );
});

const other = { ...concerned, resources: ['secrets'] };
const below = { ...concerned, resources: ['configmaps/*'] };
const updates = { ...concerned, operations: ['UPDATE'] };
const elsewhere = { ...concerned, apiGroups: ['apps'] };

test.each<[what: string, objects: KubeObject[]]>([
  ['it has no binding', [policy({})]],
  ['its binding is of another', [policy({}), binding({ policyName: 'other' })]],
  [
    'it is about other kinds',
    [policy({ matchConstraints: { resourceRules: [other] } }), binding()],
  ],
  [
    'it is about subresources',
    [policy({ matchConstraints: { resourceRules: [below] } }), binding()],
  ],
  ['it is about updates', [policy({ matchConstraints: { resourceRules: [updates] } }), binding()]],
  [
    'it is about a group',
    [policy({ matchConstraints: { resourceRules: [elsewhere] } }), binding()],
  ],
  [
    'its condition does not hold',
    [
      policy({
        matchConditions: [{ name: 'who', expression: "request.userInfo.username == 'nobody'" }],
      }),
      binding(),
    ],
  ],
])('a policy says nothing where %s', async (_, objects) => {
  expect((await judged(objects)).status).toBe(201);
});

const broken = [{ expression: "object.data.key == 'x'" }];

test('an expression that fails denies, unless the policy says that it does not matter', async () => {
  const { status, body } = await judged([policy({ validations: broken }), binding()]);
  expect(status).toBe(422);
  expect(body.message).toMatch(/denied request: expression '.*' resulted in error: /);
  const lenient = policy({ validations: broken, failurePolicy: 'Ignore' });
  expect((await judged([lenient, binding()])).status).toBe(201);
});

test('variables are taken in their order, and one that fails counts only where it is used', async () => {
  const variables = [
    { name: 'broken', expression: 'object.data.key' },
    { name: 'words', expression: "object.metadata.name.split('-')" },
    { name: 'first', expression: 'variables.words[0]' },
  ];
  const validations = [{ expression: "variables.first == 'canary'" }];
  expect((await judged([policy({ variables, validations }), binding()])).status).toBe(201);
});

const validation = { expression: "object.metadata.name != 'canary'" };

test.each<[what: string, spec: object]>([
  ['parameters', { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } }],
  ['annotations for the audit', { auditAnnotations: [{ key: 'x', valueExpression: "'x'" }] }],
  ['computed messages', { validations: [{ ...validation, messageExpression: "'x'" }] }],
  [
    'selectors of namespaces',
    {
      matchConstraints: {
        resourceRules: [concerned],
        namespaceSelector: { matchLabels: { team: 'storefront' } },
      },
    },
  ],
  [
    'names in its rules',
    { matchConstraints: { resourceRules: [{ ...concerned, resourceNames: ['x'] }] } },
  ],
  ['an unknown function', { validations: [{ expression: 'true || nosuch(object)' }] }],
  ['a library that is not here', { validations: [{ expression: "true || isIP('::')" }] }],
  ['the authorizer', { validations: [{ expression: "true || authorizer.group('') == null" }] }],
  ['a variable that is not declared', { validations: [{ expression: 'true || variables.x' }] }],
  [
    'a variable that is declared later',
    {
      variables: [
        { name: 'early', expression: 'true || variables.late' },
        { name: 'late', expression: 'true' },
      ],
    },
  ],
  ['optional fields', { validations: [{ expression: 'object.?data.hasValue()' }] }],
  ['loops over two variables', { validations: [{ expression: '[1].all(i, v, true)' }] }],
  ['a mistake', { validations: [{ expression: 'object.' }] }],
])('a policy with %s fails loudly, because it would not be judged', async (_, spec) => {
  const { status, logged } = await judged([policy(spec), binding()]);
  expect(status).toBe(500);
  expect(logged).toHaveLength(1);
});

test.each<[what: string, spec: object]>([
  ['parameters', { paramRef: { name: 'x' } }],
  ['a narrower match', { matchResources: { resourceRules: [concerned] } }],
  ['a warning alone', { validationActions: ['Warn'] }],
])('a binding with %s fails loudly', async (_, spec) => {
  expect((await judged([policy({}), binding(spec)])).status).toBe(500);
});

test('a wrong policy can be taken back', async () => {
  const api = await startRecordedCluster();
  onTestFinished(() => api.close());
  const everything = {
    apiGroups: ['*'],
    apiVersions: ['*'],
    resources: ['*/*'],
    operations: ['*'],
  };
  const closed = policy({
    matchConstraints: { resourceRules: [everything] },
    validations: [{ expression: 'false' }],
  });
  for (const object of [closed, binding()]) api.storage.create(api.resources.of(object), object);
  expect((await ask(api, path, { method: 'POST', body: canary })).status).toBe(422);
  const policies = `/apis/${apiVersion}/validatingadmissionpolicies/no-canary`;
  expect((await ask(api, policies, { method: 'DELETE' })).status).toBe(200);
  expect((await ask(api, path, { method: 'POST', body: canary })).status).toBe(201);
});
