/** `check <what>`: why a Service, an Ingress, a route or a DNS name does not work, and how to mend it. */
import * as z from 'zod';
import { defineCommand, type Need } from './command.ts';
import { corefiles } from './dns-queries.ts';

const args = z.strictObject({
  target: z.string(),
  name: z.string().optional(),
  from: z.string().optional(),
  port: z.string().optional(),
});

/** CoreDNS's own, wherever kubeadm's or k3s's manifests were followed. */
const dnsRole = { names: ['system:coredns'], isOptional: true, isClusterScoped: true } as const;

/** Held by a test to what the checks read, so that the front need not load them to know. */
const needs: readonly Need[] = [
  'services',
  'endpointslices',
  'pods',
  'namespaces',
  'events',
  'nodes',
  'deployments',
  'statefulsets',
  'daemonsets',
  'networkpolicies',
  'ciliumnetworkpolicies',
  'ciliumclusterwidenetworkpolicies',
  'caliconetworkpolicies',
  'globalnetworkpolicies',
  'adminnetworkpolicies',
  'baselineadminnetworkpolicies',
  'clusternetworkpolicies',
  'ingresses',
  'ingressclasses',
  'gateways',
  'gatewayclasses',
  'httproutes',
  'referencegrants',
  'ingressroutes',
  'traefikservices',
  { kind: 'configmaps', names: corefiles.map(({ name }) => name) },
  { kind: 'secrets', names: 'asked', isOptional: true },
  { kind: 'clusterroles', ...dnsRole },
  { kind: 'clusterrolebindings', ...dnsRole },
];

export const check = defineCommand({
  name: 'check',
  summary:
    'Find out why a Service, an Ingress, a route or a DNS name does not work: the root cause and a fix',
  positionals: ['target', 'name?'],
  options: {
    from: { hint: '<namespace|pod|address>', summary: 'who calls: judges policies and DNS for it' },
    port: { hint: '<name|number>', summary: 'only this port of the Service' },
  },
  examples: [
    'check payments -n shop',
    'check shop/mysql --from shop',
    'check dns',
    'check dns payments.shop --from shop',
    'check ingress shop-ingress -n shop',
    'check ingress shop.example.com/api',
  ],
  args,
  access: 'read',
  needs,
  looksUp: true,
  readsLogs: true,
  run: async (request) => (await import('./check-run.ts')).runCheck(request),
});
