import { expect, test } from 'vitest';
import { dnsPermissionsGranted } from '../../src/checks/dns-permissions-granted.ts';
import { allRules, binding, corefile, dnsPod, log, role, unready, usual } from './objects-dns.ts';
import { told, verdict } from './verdict.ts';

const [core = {}, slices = {}] = allRules;
const without = (resource: string) => ({
  ...core,
  resources: ['services', 'pods', 'namespaces'].filter((one) => one !== resource),
});
const verified = corefile(usual('kubernetes cluster.local {\n pods verified\n }'));
const insecure = corefile(usual());
const forbidden =
  'Failed to watch *v1.EndpointSlice: endpointslices.discovery.k8s.io is forbidden: User "system:serviceaccount:kube-system:coredns" cannot list resource "endpointslices"';

const dnsPods = [unready('coredns-1')];
const bound = { dnsBindings: [binding()], dnsPods };

type Given = Parameters<typeof verdict>[1];
const cases: [what: string, given: Given, told: string][] = [
  [
    'all is granted',
    { ...bound, dnsRoles: [role()] },
    'ok: `system:coredns` grants what CoreDNS needs',
  ],
  [
    'all of everything',
    { ...bound, dnsRoles: [role([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }])] },
    'ok: `system:coredns` grants what CoreDNS needs',
  ],
  [
    'no slices',
    { ...bound, dnsRoles: [role([core])] },
    'problem: CoreDNS may not `list and watch endpointslices.discovery.k8s.io`',
  ],
  [
    'slices of one name are no slices to list',
    { ...bound, dnsRoles: [role([core, { ...slices, resourceNames: ['api'] }])] },
    'problem: CoreDNS may not `list and watch endpointslices.discovery.k8s.io`',
  ],
  [
    'slices of another group',
    { ...bound, dnsRoles: [role([core, { ...slices, apiGroups: [''] }])] },
    'problem: CoreDNS may not `list and watch endpointslices.discovery.k8s.io`',
  ],
  [
    'list alone',
    { ...bound, dnsRoles: [role([core, { ...slices, verbs: ['list'] }])] },
    'problem: CoreDNS may not `watch endpointslices.discovery.k8s.io`',
  ],
  [
    'pods, which are not looked at',
    { ...bound, corefiles: [insecure], dnsRoles: [role([without('pods'), slices])] },
    'ok: `system:coredns` grants what CoreDNS needs',
  ],
  [
    'pods, which are to be verified',
    { ...bound, corefiles: [verified], dnsRoles: [role([without('pods'), slices])] },
    'problem: CoreDNS may not `list and watch pods`',
  ],
  [
    'no binding',
    { dnsRoles: [role()], dnsPods },
    'problem: the ClusterRoleBinding `system:coredns` is missing: the account `kube-system/coredns` has no rights',
  ],
  [
    'bound to somebody else',
    { dnsRoles: [role()], dnsBindings: [binding('dns')], dnsPods },
    'problem: the ClusterRoleBinding `system:coredns` does not give the account `kube-system/coredns` its rights',
  ],
  ['no role', bound, 'problem: the ClusterRole `system:coredns` is missing, to which DNS is bound'],
  [
    'another name for all of it',
    { dnsPods },
    'skipped: there is no ClusterRole `system:coredns`: DNS has its rights under another name',
  ],
];

test.each(cases)('%s', (_, given, expected) => {
  expect(told(verdict(dnsPermissionsGranted, given))).toBe(expected);
});

test('pods that are ready have read all they need, so another role may let them', () => {
  const given = { ...bound, dnsPods: [dnsPod('coredns-1')], dnsRoles: [role([core])] };
  expect(verdict(dnsPermissionsGranted, given).status).toBe('warning');
  const dnsLogs = [log('coredns-1', forbidden)];
  expect(verdict(dnsPermissionsGranted, { ...given, dnsLogs }).status).toBe('problem');
});
