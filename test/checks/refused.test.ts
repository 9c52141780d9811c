/** What may not be read is unknown, and its right is named; it is never a tick and never a problem. */
import { expect, test } from 'vitest';
import { exitCode, type Report } from '../../src/report.ts';
import { startShop, textOf } from '../commands/shop.ts';

const shop = startShop('healthy');

const findingsOf = ({ data }: Report) =>
  data.findings as { check: string; status: string; summary: string }[];

test('without NetworkPolicies the verdict is unknown, and says which right is missing', async () => {
  await shop.deny('networkpolicies');
  const report = await shop.ask('check payments -n shop --from default');
  expect(report.verdict).toBe('unknown');
  expect(exitCode(report)).toBe(3);
  expect(report.headline).toMatch(
    /no problem found, but 1 check could not be made: .*`list networkpolicies\.networking\.k8s\.io in namespace shop`/,
  );
  await expect(textOf(report)).toMatchFileSnapshot(
    '../golden/checks/refused, without networkpolicies.txt',
  );
});

test('a problem elsewhere stays the answer', async () => {
  await shop.deny('networkpolicies');
  const report = await shop.ask('check paymnts -n shop');
  expect(report.verdict).toBe('problem');
});

test('an account that may nothing gets one clear sentence', async () => {
  const kinds = [
    ...['services', 'pods', 'namespaces', 'events', 'nodes', 'configmaps', 'endpointslices'],
    ...['deployments', 'statefulsets', 'daemonsets', 'networkpolicies'],
  ];
  await shop.deny(...kinds);
  const report = await shop.ask('check payments -n shop');
  expect(exitCode(report)).toBe(3);
  expect(report.headline).toMatch(
    /^`shop\/payments` could not be checked: this account may not `.+`$/,
  );
  const wrong = findingsOf(report).filter(({ status }) => /problem|warning|ok/.test(status));
  expect(wrong).toEqual([]);
  await expect(textOf(report)).toMatchFileSnapshot('../golden/checks/refused, may nothing.txt');
});

test('what kube-system does not show leaves nothing in doubt about a Service', async () => {
  shop.demo.api.faults.add({ match: { path: /namespaces\/kube-system\/pods/ }, status: 403 });
  const report = await shop.ask('check payments -n shop');
  expect(report.verdict).toBe('ok');
  expect(findingsOf(report).find(({ check }) => check === 'dns-pods-ready')?.status).toBe(
    'unknown',
  );
});

test('one question that hangs makes its checks unknown, and the others are answered', async () => {
  shop.demo.api.faults.add({ match: { path: /networkpolicies/ }, status: 503 });
  const report = await shop.ask('check payments -n shop');
  expect(report.verdict).toBe('unknown');
  const open = findingsOf(report).filter(({ status }) => status === 'unknown');
  expect(open.map(({ check }) => check)).toEqual(['policy-allows-traffic']);
});

test('without the logs of controllers an Ingress is judged all the same, and the Role is named', async () => {
  shop.demo.api.faults.add({ match: { path: /ingress-nginx\/pods\/.+\/log/ }, status: 403 });
  const report = await shop.ask('check ingress shop-ingress -n shop');
  expect(report.verdict).toBe('ok');
  const why = report.notEvaluated.map((open) => `${open.what}: ${open.why}`).join(' ');
  expect(why).toMatch(/`ingress-controller-logs-clean`: .*`infra\/kubernetes\/logs` gives it/);
});
