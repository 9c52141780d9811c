import { expect, test } from 'vitest';
import { doorTo, failureOf, fileWith, kubeconfig, trailOf } from './fixtures.ts';

const pods = { kind: 'pods', namespace: 'shop' } as const;
const server = 'http://127.0.0.1:1';

test.each([
  {
    name: 'has no such context',
    text: kubeconfig({ server }),
    context: 'prod-us',
    says: /^The kubeconfig `.*` has no context `prod-us`\.$/,
    hint: 'Name one of its contexts: `prod-eu`.',
  },
  {
    name: 'has no current context',
    text: kubeconfig({ server, current: '' }),
    says: /^The kubeconfig `.*` has no current context\.$/,
    hint: 'Name one of its contexts: `prod-eu`.',
  },
  {
    name: 'is empty',
    text: '',
    says: /^The kubeconfig `.*` is not one\.$/,
  },
  {
    name: 'is not YAML',
    text: 'users:\n- name: x\n  user: {token: sesame\n',
    says: /^The kubeconfig `.*` is not one \(line \d+\)\.$/,
  },
  {
    name: 'has an entry without a name',
    text: 'clusters: [{cluster: {server: sesame}}]',
    says: /^The kubeconfig `.*` is not one\.$/,
  },
  {
    name: 'has no contexts',
    text: '{}',
    says: /has no current context\.$/,
    hint: 'It has no contexts at all.',
  },
  {
    name: 'names a cluster that it does not have',
    text: kubeconfig({ server }).replace('"cluster":"prod-eu"', '"cluster":"gone"'),
    says: /^The context `prod-eu` of kubeconfig `.*` names the cluster `gone`, which is not in it\.$/,
  },
  {
    name: 'names a user that it does not have',
    text: kubeconfig({ server }).replace('"user":"prod-eu"', '"user":"gone"'),
    says: /names the user `gone`, which is not in it\.$/,
  },
  {
    name: 'has an address that is none',
    text: kubeconfig({ server: 'localhost:6443' }),
    says: /^The address of the API server in context `prod-eu` of kubeconfig `.*` is not a URL\.$/,
  },
  {
    name: 'names a certificate file that is missing',
    text: kubeconfig({ server, user: { 'client-certificate': 'gone.pem' } }),
    says: /^The file `.*gone\.pem` cannot be read\.$/,
  },
  {
    name: 'has a token with a line break',
    text: kubeconfig({ server, user: { token: 'ses\name' } }),
    says: /contain characters that cannot be sent\.$/,
  },
  {
    name: 'names a program that is missing',
    text: kubeconfig({ server, user: { exec: { command: 'no-such-program' } } }),
    says: /^The credential program `no-such-program` cannot be started\.$/,
  },
  {
    name: 'names a program that fails',
    text: kubeconfig({ server, user: { exec: { command: 'false' } } }),
    says: /^The credential program `false` gave no credentials\.$/,
  },
  {
    name: 'names a program that says something else',
    text: kubeconfig({ server, user: { exec: { command: 'echo', args: ['sesame'] } } }),
    says: /^The credential program `echo` gave no credentials\.$/,
  },
])('a kubeconfig that $name is told', async ({ text, context, says, hint }) => {
  const door = doorTo({ kubeconfig: await fileWith(text), ...(context ? { context } : {}) });
  const error = await failureOf(door.read([pods]));
  expect(error.kind).toBe('unreadable');
  expect(error.message).toMatch(says);
  if (hint) expect(error.hint).toBe(hint);
  expect(trailOf(error)).not.toMatch(/sesame|ses\name/);
});
