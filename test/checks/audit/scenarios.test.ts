/** Rules that the healthy shop keeps, each in a cluster that breaks it. */
import { afterEach, expect, test } from 'vitest';
import { type Answering, startAnswering } from '../answering.ts';

let answering: Answering | undefined;
afterEach(() => answering?.close());

async function findingsOf(scenario: string, rule: string): Promise<string[]> {
  answering = await startAnswering(scenario);
  const { data, verdict } = await answering.ask('audit -A');
  expect(verdict).toBe('ok');
  const findings = data.findings as Record<string, string>[];
  return findings
    .filter((one) => one.rule === rule)
    .map(({ severity, object }) => `${severity} ${object}`);
}

const kept = 'load-balancer-fronted, source-ip-kept, local-traffic-spread, cors-origin-narrow';

test.each(kept.split(', '))('the healthy shop keeps %s', async (rule) => {
  expect(await findingsOf('healthy', rule)).toEqual([]);
});

test.each([
  [
    'audit-web-load-balancers',
    'load-balancer-fronted',
    ['medium service shop/web-service', 'low namespace default'],
  ],
  [
    'audit-source-ip-lost',
    'source-ip-kept',
    ['medium service ingress-nginx/ingress-nginx-controller'],
  ],
  ['audit-local-on-one-node', 'local-traffic-spread', ['medium service default/api-gateway']],
  ['audit-cors-open', 'cors-origin-narrow', ['medium ingress shop/shop-ingress']],
  ['audit-dns-alone', 'dns-replicated', [expect.stringMatching(/^high pod kube-system\/coredns-/)]],
])('%s breaks %s', async (scenario, rule, found) => {
  expect(await findingsOf(scenario, rule)).toEqual(found);
});

test('a hook that outlasts its grace period is told before one that is missing', async () => {
  const found = await findingsOf('audit-killed-while-draining', 'graceful-termination');
  expect(found[0]).toBe('medium deployment shop/api');
});
