/** The DNS Service: that it is there, and that it leads to somebody. */
import { expect, test } from 'vitest';
import { dnsEndpointsPresent } from '../../src/checks/dns-endpoints-present.ts';
import { dnsServicePresent } from '../../src/checks/dns-service-present.ts';
import { corefile, dnsPod, dnsSlice, kubeDns, node, usual } from './objects-dns.ts';
import { told, verdict } from './verdict.ts';

const auto = node({ 'eks.amazonaws.com/compute-type': 'auto' });
const gke = node({ 'cloud.google.com/gke-nodepool': 'default-pool' });
const pods = [dnsPod('coredns-1')];
const headless = kubeDns({ clusterIP: 'None', clusterIPs: ['None'] }, 'coredns-metrics');
const port = (protocol: string) => ({ ports: [{ name: 'dns', port: 53, protocol }] });

type Given = Parameters<typeof verdict>[1];
type Case = [what: string, given: Given, told: string];

const present: Case[] = [
  [
    'it is there',
    { dnsServices: [kubeDns()], dnsPods: pods },
    'ok: `kube-system/kube-dns` takes questions at `10.96.0.10`',
  ],
  [
    'OpenShift’s',
    { dnsServices: [kubeDns({}, 'dns-default', 'openshift-dns')], dnsPods: pods },
    'ok: `openshift-dns/dns-default` takes questions at `10.96.0.10`',
  ],
  [
    'a headless one for metrics and NodeLocal’s beside it',
    { dnsServices: [headless, kubeDns({}, 'kube-dns-upstream'), kubeDns()], dnsPods: pods },
    'ok: `kube-system/kube-dns` takes questions at `10.96.0.10`',
  ],
  [
    'pods without a Service',
    { dnsPods: pods },
    'problem: the DNS Service is missing: there are DNS pods, and no address to ask them at',
  ],
  [
    'EKS Auto Mode has none',
    { someNodes: [auto] },
    'skipped: there is no DNS Service; EKS Auto Mode runs DNS on every node, without pods',
  ],
  ['neither', {}, 'unknown: there is neither a DNS Service nor a DNS pod that is known'],
  [
    'no UDP',
    { dnsServices: [kubeDns(port('TCP'))], dnsPods: pods },
    'problem: `kube-system/kube-dns` has no port 53/UDP, where resolvers ask',
  ],
  [
    'no TCP',
    { dnsServices: [kubeDns(port('UDP'))], dnsPods: pods },
    'warning: `kube-system/kube-dns` has no port 53/TCP: answers too long for UDP are lost',
  ],
];

test.each(present)('dns-service-present: %s', (_, given, expected) => {
  expect(told(verdict(dnsServicePresent, given))).toBe(expected);
});

const service = { dnsServices: [kubeDns()], dnsPods: pods };
const ready = { ready: true };
const unready = { ready: false };

const moved = { ...service, dnsSlices: [dnsSlice([ready], ['UDP', 'TCP'], 5353)] };

const endpoints: Case[] = [
  [
    'ready ones',
    { ...service, dnsSlices: [dnsSlice([ready, unready])] },
    'ok: 1 ready endpoint on port 53',
  ],
  [
    'none is ready',
    { ...service, dnsSlices: [dnsSlice([unready, unready])] },
    'problem: none of the 2 endpoints of `kube-system/kube-dns` is ready: questions to DNS are answered by nobody',
  ],
  [
    'none at all',
    service,
    'problem: `kube-system/kube-dns` has no endpoints: questions to DNS are answered by nobody',
  ],
  [
    'the selector takes no DNS pod',
    { ...service, dnsServices: [kubeDns({ selector: { 'k8s-app': 'coredns' } })] },
    'problem: `kube-system/kube-dns` has no endpoints: its selector `k8s-app=coredns` takes no DNS pod',
  ],
  [
    'no endpoint has UDP',
    { ...service, dnsSlices: [dnsSlice([ready], ['TCP'])] },
    'problem: no ready endpoint of `kube-system/kube-dns` has port `dns` 53/UDP',
  ],
  [
    'no endpoint has TCP',
    { ...service, dnsSlices: [dnsSlice([ready], ['UDP'])] },
    'warning: no ready endpoint of `kube-system/kube-dns` has port `dns-tcp` 53/TCP',
  ],
  [
    'a port at which CoreDNS does not listen',
    { ...moved, corefiles: [corefile(usual())] },
    'problem: `kube-system/kube-dns` sends questions over UDP and TCP to port `5353` of the DNS pods, at which CoreDNS does not listen',
  ],
  [
    'a port that the Corefile names, undeclared',
    { ...moved, corefiles: [corefile(usual().replace('.:53', '.:5353'))] },
    'ok: 1 ready endpoint on port 53',
  ],
  [
    'a port that an imported file may name',
    { ...moved, corefiles: [corefile(`${usual()}import custom/*.server\n`)] },
    'ok: 1 ready endpoint on port 53',
  ],
  ['another port, and no Corefile to read', moved, 'ok: 1 ready endpoint on port 53'],
  ['no Service', { dnsPods: pods }, 'skipped: there is no DNS Service to look at'],
  [
    'GKE with Cloud DNS',
    { dnsServices: [kubeDns()], someNodes: [gke] },
    'skipped: `kube-system/kube-dns` has no endpoints; on GKE, Cloud DNS may answer without pods',
  ],
];

test.each(endpoints)('dns-endpoints-present: %s', (_, given, expected) => {
  expect(told(verdict(dnsEndpointsPresent, given))).toBe(expected);
});
