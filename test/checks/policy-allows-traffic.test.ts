/** `policy-allows-traffic`: who is shut out, on which side, and what is not for it to say. */
import { describe, expect, test } from 'vitest';
import type { View } from '../../src/checks/check.ts';
import { policyAllowsTraffic } from '../../src/checks/policy-allows-traffic.ts';
import type { SourceName } from '../../src/checks/sources/source.ts';
import type { Target } from '../../src/checks/target.ts';
import { Namespace } from '../../src/objects/namespace.ts';
import { NetworkPolicy } from '../../src/objects/network-policy.ts';
import { pod, service } from '../network/objects.ts';

const found = <T>(all: readonly T[]) => ({ all, gaps: [], isCut: false });
const namespace = (name: string) => Namespace.parse({ metadata: { name, labels: {} } });
const policy = (name: string, spec: object, where = 'shop') =>
  NetworkPolicy.parse({ metadata: { name, namespace: where }, spec });

const api = service({ ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
const apiPod = pod({ name: 'api-1', metadata: { labels: { app: 'api' } } });
const base = {
  service: found([api]),
  pods: found([apiPod]),
  namespace: found([namespace('shop')]),
  policies: found<NetworkPolicy>([]),
  callerNamespace: found<Namespace>([]),
  callerPods: found([]),
  callerWorkloads: found([]),
  callerPolicies: found<NetworkPolicy>([]),
};
const target: Target = { name: 'api', namespace: 'shop', clusterDomain: 'cluster.local' };
const judged = (view: object, more: Partial<Target> = {}) =>
  policyAllowsTraffic.run({ ...base, ...view } as View<never, SourceName>, { ...target, ...more });

const fromWeb = { from: { kind: 'name', name: 'web' } } as const;
const web = { callerNamespace: found([namespace('web')]) };
const deny = policy('deny', { policyTypes: ['Ingress'] });
const inner = policy('inner', { ingress: [{ from: [{ podSelector: {} }] }] });
const other = policy('metrics', { ingress: [{ ports: [{ port: 9090 }] }] });

describe('nobody was named', () => {
  test.each([
    ['no policy', [], 'ok', /no NetworkPolicy isolates/],
    ['a policy that lets some in', [inner], 'ok', /let some callers in.*--from/],
    ['a policy without rules', [deny], 'problem', /no rule lets anybody in on `http` 80\/TCP/],
    ['rules for another port only', [other], 'problem', /no rule lets anybody in/],
    ['one without rules and one with', [deny, inner], 'ok', /let some callers in/],
    ['policies for egress only', [policy('out', { policyTypes: ['Egress'] })], 'ok', /no Network/],
  ])('%s', (_, policies, status, words) => {
    const finding = judged({ policies: found(policies) });
    expect(finding.status).toBe(status);
    expect(finding.summary).toMatch(words);
  });
});

test('on the network of its node a pod is not known to be isolated', () => {
  const onHost = pod({ metadata: { labels: { app: 'api' } }, spec: { hostNetwork: true } });
  const finding = judged({ pods: found([onHost]), policies: found([deny]) });
  expect(finding.status).toBe('ok');
});

test('a rule for the port of the Service, which is not that of the pods', () => {
  const wrong = policy('in', { ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] });
  const finding = judged({ policies: found([wrong]) });
  expect(finding.status).toBe('problem');
  expect(finding.summary).toMatch(/`shop\/in` does on `80`\/TCP \(the pod's port counts/);
});

describe('a namespace calls', () => {
  test('it is shut out by a rule for its neighbours, and the missing rule is ready to apply', () => {
    const finding = judged({ ...web, policies: found([inner]) }, fromWeb);
    expect(finding).toMatchObject({ status: 'problem', evidence: [{ value: 'ingress' }] });
    if (finding.status !== 'problem') return;
    expect(finding.kubectl).toMatch(/kubectl apply -f - <<'EOF'\napiVersion: networking/);
    expect(finding.kubectl).toMatch(/kubernetes\.io\/metadata\.name: web/);
    expect(finding.summary).not.toMatch(/\.$/);
  });

  test('its own egress policies count', () => {
    const closed = policy('closed', { policyTypes: ['Egress'] }, 'web');
    const finding = judged({ ...web, callerPolicies: found([closed]) }, fromWeb);
    expect(finding).toMatchObject({ status: 'problem', evidence: [{ value: 'egress' }] });
  });

  test('a rule for some pods of it leaves the answer open, and is no alarm', () => {
    const some = policy('some', {
      ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } }] }],
    });
    const finding = judged({ ...web, policies: found([some]) }, fromWeb);
    expect(finding.status).toBe('skipped');
  });
});

describe('what NetworkPolicy does not say', () => {
  const extensions = found([{ kind: 'ciliumnetworkpolicies', name: 'l7' }]);

  test('with policies of another make a denial is only a warning', () => {
    const finding = judged({ ...web, policies: found([deny]), extensions }, fromWeb);
    expect(finding.status).toBe('warning');
    expect(finding.summary).toMatch(/ciliumnetworkpolicies l7/);
  });

  test('and what they allow is not evaluated', () => {
    expect(judged({ ...web, extensions }, fromWeb).status).toBe('skipped');
  });

  test('a pod on its node’s network is not evaluated', () => {
    const host = pod({ name: 'api-1', spec: { hostNetwork: true } });
    const finding = judged({ ...web, pods: found([host]), policies: found([deny]) }, fromWeb);
    expect(finding.status).toBe('skipped');
  });
});

test('only the port that was asked for counts', () => {
  const two = service({
    ports: [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'metrics', port: 9090 },
    ],
  });
  const view = { service: found([two]), policies: found([other]) };
  expect(judged(view, { port: 'metrics' }).status).toBe('ok');
  expect(judged(view, { port: 'http' }).status).toBe('problem');
  expect(judged(view).status).toBe('warning');
});
