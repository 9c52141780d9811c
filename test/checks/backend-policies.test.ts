/** `policy-allows-traffic` behind Ingresses and routes: who sends there, and what policies say of that. */
import { beforeEach, expect, test } from 'vitest';
import type { Report } from '../../src/report.ts';
import { startShop, textOf } from '../commands/shop.ts';

const shop = startShop('healthy');
const policies = '/apis/networking.k8s.io/v1/namespaces';
const nginx = '/apis/apps/v1/namespaces/ingress-nginx/deployments/ingress-nginx-controller';

const inside = {
  podSelector: {},
  policyTypes: ['Ingress'],
  ingress: [{ from: [{ podSelector: {} }] }],
};

/** Of all pods of a namespace; one per namespace, which replaces the one before. */
async function policy(namespace: string, spec: object): Promise<void> {
  const path = `${policies}/${namespace}/networkpolicies`;
  const metadata = { name: 'only', namespace };
  const kinds = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
  await shop.admin('POST', path, { ...kinds, metadata, spec });
}

beforeEach(async () => {
  for (const namespace of ['shop', 'shop-alb', 'shop-gateway', 'ingress-nginx']) {
    await shop.admin('DELETE', `${policies}/${namespace}/networkpolicies`);
  }
});

/** Of one backend of the namespace: they fare alike. */
function told({ data }: Report): string {
  const findings = data.findings as { check: string; status: string; summary: string }[];
  const all = findings.filter(({ check }) => check === 'policy-allows-traffic');
  return all.map(({ status, summary }) => `${status}: ${summary}`)[0] ?? 'nothing';
}

test('a default deny shuts out the pods of the controller', async () => {
  await policy('shop', { podSelector: {}, policyTypes: ['Ingress'] });
  const report = await shop.ask('check ingress shop-ingress -n shop');
  expect(told(report)).toMatch(
    /^problem: .*lets `ingress-nginx\/ingress-nginx-controller-.* in on/,
  );
});

test('what closes the way out of the controller’s namespace counts as well', async () => {
  await policy('ingress-nginx', { podSelector: {}, policyTypes: ['Egress'] });
  const report = await shop.ask('check ingress shop-ingress -n shop');
  expect(told(report)).toMatch(/^problem: .*`ingress-nginx\/only` isolates .* for egress/);
});

test('a controller on the network of its node is not evaluated, and nobody is alarmed', async () => {
  await policy('shop', inside);
  await shop.change(nginx, { spec: { template: { spec: { hostNetwork: true } } } });
  const report = await shop.ask('check ingress shop-ingress -n shop');
  await shop.change(nginx, { spec: { template: { spec: { hostNetwork: false } } } });
  expect(report.verdict).toBe('ok');
  expect(told(report)).toMatch(/^skipped: Not evaluated on all 3 pods: .*network/);
  expect(textOf(report)).toMatch(/^- policy-allows-traffic \(shop\/web-service\) +Not evaluated/m);
});

test('a load balancer that sends to pods is known by no label, and by a block only perhaps', async () => {
  await policy('shop-alb', { ...inside, ingress: [{ from: [{ namespaceSelector: {} }] }] });
  const shut = await shop.ask('check ingress shop -n shop-alb');
  expect(told(shut)).toMatch(/^problem: .*no rule lets the load balancer in/);
  await shop.admin('DELETE', `${policies}/shop-alb/networkpolicies`);
  await policy('shop-alb', {
    ...inside,
    ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/16' } }] }],
  });
  const open = await shop.ask('check ingress shop -n shop-alb');
  expect(told(open)).toMatch(/^skipped: Not evaluated .*the IP of the load balancer is not known/);
});

test('one that sends to nodes comes from a node', async () => {
  await policy('shop-alb', inside);
  const path = '/apis/networking.k8s.io/v1/namespaces/shop-alb/ingresses/shop';
  const key = 'alb.ingress.kubernetes.io/target-type';
  await shop.change(path, { metadata: { annotations: { [key]: 'instance' } } });
  expect(told(await shop.ask('check ingress shop -n shop-alb'))).toMatch(/^skipped: .* nodes/);
  await shop.change(path, { metadata: { annotations: { [key]: null } } });
  const unsaid = told(await shop.ask('check ingress shop -n shop-alb'));
  await shop.change(path, { metadata: { annotations: { [key]: 'ip' } } });
  expect(unsaid).toMatch(/^ok: `shop-alb\/only` let some callers in/);
});

test('of an HTTPRoute it is the proxies of its Gateway, not the controller that runs them', async () => {
  const from = [
    { namespaceSelector: {}, podSelector: { matchLabels: { 'app.kubernetes.io/name': 'envoy' } } },
  ];
  await policy('shop-gateway', { ...inside, ingress: [{ from }] });
  expect(told(await shop.ask('check route shop -n shop-gateway'))).toMatch(
    /^ok: `shop-gateway\/only` let the caller through$/,
  );
});

test('where the policies of the backends cannot be read, nothing is called fine', async () => {
  await shop.deny('networkpolicies');
  const report = await shop.ask('check ingress shop-ingress -n shop');
  expect(report.verdict).toBe('unknown');
  expect(told(report)).toMatch(/^unknown: not known: a right to read it is missing$/);
});

test('policies of another make are pointed at', async () => {
  const api = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const schema = {
    openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  };
  await shop.admin('POST', api, {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'ciliumnetworkpolicies.cilium.io' },
    spec: {
      group: 'cilium.io',
      scope: 'Namespaced',
      names: { kind: 'CiliumNetworkPolicy', plural: 'ciliumnetworkpolicies' },
      versions: [{ name: 'v2', served: true, storage: true, schema }],
    },
  });
  await shop.admin('POST', '/apis/cilium.io/v2/namespaces/shop/ciliumnetworkpolicies', {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'own', namespace: 'shop' },
    spec: {},
  });
  const report = await shop.ask('check ingress shop-ingress -n shop');
  expect(report.verdict).toBe('ok');
  expect(told(report)).toMatch(/^skipped: .*`ciliumnetworkpolicies own` may decide otherwise/);
});
