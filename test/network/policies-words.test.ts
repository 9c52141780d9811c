/** What is said of a connection, and the policy that is offered for it. */
import { expect, test } from 'vitest';
import { judge, podAt } from './policies-examples.ts';

const denyOut = { policyTypes: ['Egress'] };
const address = (text: string) => ({ to: { kind: 'address' as const, address: text } });

const sentences: [policies: Parameters<typeof judge>[0], why: string][] = [
  [
    {},
    'No NetworkPolicy isolates `front/web` for egress. No NetworkPolicy isolates `shop/api` for ingress.',
  ],
  [
    { 'shop/deny': {}, 'shop/in': { ingress: [{}] } },
    'No NetworkPolicy isolates `front/web` for egress. `shop/in` lets `front/web` in.',
  ],
  [
    { 'shop/deny': {}, 'front/deny': denyOut },
    '`front/deny` isolates `front/web` for egress, and no rule lets it out to `shop/api` on `8080`/TCP. ' +
      '`shop/deny` isolates `shop/api` for ingress, and no rule lets `front/web` in on `8080`/TCP.',
  ],
  [
    {
      'shop/deny': {},
      'shop/in': { ingress: [{ ports: [{ port: 80, endPort: 90 }, { protocol: 'UDP' }] }] },
    },
    '`shop/deny` and `shop/in` isolate `shop/api` for ingress, and no rule lets `front/web` in on `8080`/TCP; ' +
      "`shop/in` does on `80-90`/TCP, every UDP port (the pod's port counts, not the Service's).",
  ],
];

test.each(sentences)('%j', (policies, why) => {
  expect(judge(policies).why).toBe(why);
});

test('both closed ends are named, each with a policy to apply', () => {
  const { isolating, missing } = judge({ 'shop/deny': {}, 'front/deny': denyOut });
  expect(isolating).toEqual([
    { direction: 'egress', policy: 'front/deny' },
    { direction: 'ingress', policy: 'shop/deny' },
  ]);
  expect(missing.map(({ text }) => text)).toEqual([
    'Missing in namespace `front`: an egress rule for pods with `app=web` that lets them out to ' +
      'pods with `app=api` of namespace `shop` on `8080`/TCP.',
    'Missing in namespace `shop`: an ingress rule for pods with `app=api` that lets in ' +
      'pods with `app=web` of namespace `front` on `8080`/TCP.',
  ]);
  expect(missing[1]?.yaml).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-front-web-to-api-8080
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
    - Ingress
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: front
          podSelector:
            matchLabels:
              app: web
      ports:
        - protocol: TCP
          port: 8080
`);
});

const specs: [sentence: string, answer: ReturnType<typeof judge>, spec: object][] = [
  [
    'an address is let out to as a block of its own',
    judge({ 'front/deny': denyOut }, { ...address('2001:db8::1'), port: 443 }),
    {
      egress: [
        { to: [{ ipBlock: { cidr: '2001:db8::1/128' } }], ports: [{ protocol: 'TCP', port: 443 }] },
      ],
    },
  ],
  [
    'a namespace without more is let in as a whole',
    judge({ 'shop/deny': {} }, { from: { kind: 'namespace', namespace: 'dev' }, port: 'http' }),
    {
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dev' } } }],
          ports: [{ protocol: 'TCP', port: 'http' }],
        },
      ],
    },
  ],
  [
    'a pod of the same namespace needs no namespace',
    judge({ 'shop/deny': {} }, { from: podAt('shop/web') }),
    {
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ protocol: 'TCP', port: 8080 }],
        },
      ],
    },
  ],
  [
    'labels of one release or one pod are left out',
    judge(
      { 'shop/deny': {} },
      {
        to: podAt('shop/api', { app: 'api', 'pod-template-hash': '5d', 'helm.sh/chart': 'api-1' }),
      },
    ),
    { podSelector: { matchLabels: { app: 'api' } } },
  ],
  [
    'it isolates nothing that is not isolated yet',
    judge({
      'shop/deny': {
        podSelector: { matchExpressions: [{ key: 'legacy', operator: 'DoesNotExist' }] },
      },
    }),
    {
      podSelector: {
        matchLabels: { app: 'api' },
        matchExpressions: [{ key: 'legacy', operator: 'DoesNotExist' }],
      },
    },
  ],
];

test.each(specs)('%s', (_, { missing }, spec) => {
  expect(missing.map(({ policy }) => policy.spec)).toEqual([expect.objectContaining(spec)]);
});

test('its name says port and protocol, and is never one that another policy has', () => {
  const taken = { 'shop/deny': {}, 'shop/allow-web-to-api-53-udp': {} };
  const { missing } = judge(taken, { from: podAt('shop/web'), port: 53, protocol: 'UDP' });
  expect(missing.map(({ name }) => name)).toEqual(['allow-web-to-api-53-udp-2']);
  expect(missing[0]?.yaml).toContain('  name: allow-web-to-api-53-udp-2\n');
});

test('labels that YAML would take for something else stand in quotes', () => {
  const from = podAt('shop/web', { app: 'yes', tier: '1e3' });
  const { missing } = judge({ 'shop/deny': {} }, { from });
  expect(missing[0]?.yaml).toMatch(/app: "yes"\n +tier: "1e3"/);
});
