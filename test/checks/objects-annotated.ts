/** What `check ingress` reads, for tests of one check: objects through our own schemas. */
import type { Check, Finding } from '../../src/checks/check.ts';
import type { RuleTarget } from '../../src/checks/target.ts';
import { EndpointSlice } from '../../src/objects/endpoint-slice.ts';
import { Event } from '../../src/objects/event.ts';
import { IngressClass } from '../../src/objects/ingress-class.ts';
import { service } from '../network/objects.ts';
import { type IngressWords, ingress } from '../network/routes/world.ts';
import { verdict } from './verdict.ts';

export const ingressClasses = Object.entries({
  nginx: 'k8s.io/ingress-nginx',
  internal: 'k8s.io/ingress-nginx',
  f5: 'nginx.org/ingress-controller',
  traefik: 'traefik.io/ingress-controller',
  alb: 'ingress.k8s.aws/alb',
  other: 'example.com/other',
}).map(([name, controller]) => IngressClass.parse({ metadata: { name }, spec: { controller } }));

export const about = (
  name: string,
  kind: 'ingress' | 'httproute' | 'ingressroute' = 'ingress',
) => ({
  name: undefined as never,
  namespace: undefined as never,
  rules: { kind, name, namespace: 'shop' } satisfies RuleTarget,
});

/** `a: b` for the annotations of one family. */
export const settings = (prefix: string, text: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(text).map(([name, value]) => [`${prefix}/${name}`, value]));

export const nginx = (text: Readonly<Record<string, string>>) =>
  settings('nginx.ingress.kubernetes.io', text);
export const alb = (text: Readonly<Record<string, string>>) =>
  settings('alb.ingress.kubernetes.io', text);

type Given = Parameters<typeof verdict>[1];

/** What the check says to the first of these Ingresses. */
export function verdictOn(
  check: Check,
  words: readonly IngressWords[],
  given: Given = {},
): Finding {
  const ingresses = words.map((one) => ingress(one));
  const name = ingresses[0]?.metadata.name ?? '';
  return verdict(check, { ingresses, ingressClasses, ...behind, ...given }, about(name));
}

/** @param pods the last part of their addresses */
export const slice = (service: string, ready: boolean, pods = [service.length]) =>
  EndpointSlice.parse({
    metadata: {
      name: `${service}-1`,
      namespace: 'shop',
      labels: { 'kubernetes.io/service-name': service },
    },
    addressType: 'IPv4',
    endpoints: pods.map((pod) => ({ addresses: [`10.0.0.${pod}`], conditions: { ready } })),
    ports: [{ name: '', port: 8080, protocol: 'TCP' }],
  });

const names = ['api', 'new', 'canary', 'api-canary', 'other'];

/** Their Services, each with ports 80 and 81, and pods of its own that are ready. */
export const behind = {
  backendServices: names.map((name) =>
    service(
      { ports: [80, 81].map((port) => ({ port })) },
      { metadata: { name, namespace: 'shop' } },
    ),
  ),
  backendSlices: names.map((name, at) => slice(name, true, [at + 1])),
};

let events = 0;

/** @param minute of the same hour */
export function event(reason: string, message: string, minute = 0, more: object = {}) {
  events += 1;
  const lastTimestamp = new Date(Date.UTC(2026, 0, 1, 8, minute)).toISOString();
  return Event.parse({
    metadata: { name: `e${events}`, namespace: 'shop' },
    involvedObject: { kind: 'Ingress', namespace: 'shop', name: 'a' },
    type: 'Warning',
    reason,
    message,
    lastTimestamp,
    ...more,
  });
}
