/** Secrets are read by name, under a Role of their own; no key leaves the door; without it nothing is in doubt. */
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Report } from '../../src/report.ts';
import { textOf } from '../architecture/tree.ts';
import { certify } from '../cluster/certificates.ts';
import { startShop } from '../commands/shop.ts';

const shop = startShop('healthy');
const question = 'check ingress shop-ingress -n shop';
const dnsNames = ['shop.example.com'];
const until = new Date('2026-12-31T00:00:00Z');
const from = new Date('2026-01-01T00:00:00Z');
const { cert, key } = certify({ name: 'shop', dnsNames, from, until });
const stray = certify({ name: 'stray' }).key;
const base64 = (text: string) => Buffer.from(text).toString('base64');

const statusOf = ({ data }: Report) =>
  (data.findings as { check: string; status: string }[]).find(
    ({ check }) => check === 'ingress-tls-valid',
  )?.status;

const asked = () =>
  shop.demo.api.requests
    .filter(({ user, path }) => user === reader && path.includes('/secrets'))
    .map(({ path }) => path);
const reader = 'system:serviceaccount:portolan:portolan-reader';

async function allow() {
  const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/shop';
  const folder = 'infra/kubernetes/tls-secrets';
  await shop.admin('POST', `${rbac}/roles`, parse(textOf(`${folder}/role.yaml`)));
  await shop.admin('POST', `${rbac}/rolebindings`, parse(textOf(`${folder}/role-binding.yaml`)));
}

function expectNowhere(report: Report, secret: string) {
  const [, line = 'none'] = secret.split('\n');
  const told = [JSON.stringify(report), ...shop.lines].join('\n');
  for (const held of [line, base64(secret).slice(0, 40), base64(line).slice(0, 40)]) {
    expect(told).not.toContain(held);
  }
}

beforeAll(async () => {
  await shop.admin('POST', '/api/v1/namespaces/shop/secrets', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'shop-tls' },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': base64(cert), 'tls.key': base64(key) },
  });
});

test('an Ingress without TLS asks for no Secret', async () => {
  expect(statusOf(await shop.ask(question))).toBe('skipped');
  expect(asked()).toEqual([]);
});

test('without the Role the verdict is as it was, and the Role is named', async () => {
  const tls = [{ hosts: dnsNames, secretName: 'shop-tls' }];
  const path = '/apis/networking.k8s.io/v1/namespaces/shop/ingresses/shop-ingress';
  await shop.change(path, { spec: { tls } });
  const report = await shop.ask(question);
  expect(report.verdict).toBe('ok');
  expect(statusOf(report)).toBe('unknown');
  expect(report.notEvaluated).toEqual([
    {
      what: '`ingress-tls-valid`',
      why: 'this account may not `get secrets in namespace shop`. The optional Role in `infra/kubernetes/tls-secrets` gives it.',
    },
  ]);
});

test('with the Role the Secret is got by name, and its key is in no answer and no log', async () => {
  await allow();
  const report = await shop.ask(question);
  expect(statusOf(report)).toBe('ok');
  expect(new Set(asked())).toEqual(new Set(['/api/v1/namespaces/shop/secrets/shop-tls']));
  expectNowhere(report, key);
});

test.each([
  ['of another certificate', stray],
  ['cut short', key.slice(0, -60)],
])('a key %s is told, and shown nowhere', async (_, held) => {
  const secret = '/api/v1/namespaces/shop/secrets/shop-tls';
  await shop.change(secret, { data: { 'tls.key': base64(held) } });
  const report = await shop.ask(question);
  expect(statusOf(report)).toBe('problem');
  expectNowhere(report, held);
});
