/** False alarms: on a healthy cluster no check of anything says problem, warning or unknown. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answering, startAnswering } from './answering.ts';

let answering: Answering;
beforeAll(async () => {
  answering = await startAnswering('healthy');
});
afterAll(() => answering.close());

interface Finding {
  check: string;
  status: string;
  summary: string;
}

async function alarmsOf(line: string): Promise<string[]> {
  const { data, error } = await answering.ask(line);
  if (error) return [`${line}: ${error.what}`];
  return (data.findings as Finding[])
    .filter(({ status }) => status !== 'ok' && status !== 'skipped')
    .map(({ check, status, summary }) => `${line}: ${check}: ${status}: ${summary}`);
}

test('`check` of every Service is silent', async () => {
  const { data } = await answering.ask('list -A');
  const services = data.services as { name: string; namespace: string }[];
  expect(services.length).toBeGreaterThan(15);
  const lines = services.flatMap(({ name, namespace }) => [
    `check ${namespace}/${name}`,
    `check ${namespace}/${name} --from default`,
  ]);
  const alarms: string[] = [];
  for (const line of lines) alarms.push(...(await alarmsOf(line)));
  expect(alarms).toEqual([]);
});

test.each([
  'check dns',
  'check dns --from shop',
  'check dns payments.shop --from default',
  'check dns mysql -n shop --from shop',
  'check dns kubernetes.default.svc.cluster.local',
])('`%s` is silent', async (line) => {
  expect(await alarmsOf(line)).toEqual([]);
});

test('`check` of every Ingress, IngressRoute and HTTPRoute is silent', async () => {
  const alarms: string[] = [];
  const lines = [
    'check ingress shop-ingress -n shop',
    'check ingress shop-api-canary -n shop',
    'check ingress shop/shop-ingress',
    'check ingress shop-alb/shop',
    'check ingressroute shop-traefik/shop',
    'check route shop-gateway/shop',
    'check shop-ingress',
  ];
  for (const line of lines) alarms.push(...(await alarmsOf(line)));
  expect(alarms).toEqual([]);
});

test.each([
  'shop.example.com',
  'https://shop.example.com/api/cart',
  'gateway.shop.example.com/api',
  'alb.shop.example.com/api',
  'traefik.shop.example.com/api',
])('`check %s` is silent', async (url) => {
  expect(await alarmsOf(`check ${url}`)).toEqual([]);
  expect(await alarmsOf(`check ingress ${url}`)).toEqual([]);
});
