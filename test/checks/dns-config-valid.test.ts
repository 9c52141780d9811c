import { expect, test } from 'vitest';
import { dnsConfigValid } from '../../src/checks/dns-config-valid.ts';
import { Event } from '../../src/objects/event.ts';
import { corefile, crashing, dnsPod, kubeDns, usual } from './objects-dns.ts';
import { told, verdict } from './verdict.ts';

const dnsServices = [kubeDns()];
const well = { dnsPods: [dnsPod('coredns-1')], dnsServices };
const down = { dnsPods: [crashing('coredns-1')], dnsServices };
const onHost = { dnsPods: [dnsPod('coredns-1', {}, { hostNetwork: true })], dnsServices };
const fine = 'ok: `kube-system/coredns` serves `cluster.local`';
const circle = 'every such question goes in a circle';

/** https://github.com/Azure/AKS: customised through imports. */
const aks = `${usual().replace('reload', 'reload\n    import custom/*.override')}import custom/*.server\nimport custom/*.more\n`;
/** https://github.com/k3s-io/k3s/blob/master/manifests/coredns.yaml */
const k3s = usual().replace(
  'cache 30',
  'hosts /etc/coredns/NodeHosts {\n ttl 60\n reload 15s\n fallthrough\n }\n cache 30\n import /etc/coredns/custom/*.override',
);
/** https://github.com/openshift/cluster-dns-operator: port 5353, a plugin of its own build. */
const openShift = usual()
  .replace('.:53', '.:5353')
  .replace('reload', 'reload\n ocp_dnsnameresolver {\n namespaces x\n }\n bufsize 1232');
const stub = (target: string) =>
  `${usual()}consul.local:53 {\n  errors\n  forward . ${target}\n}\n`;
const views = `.:53 {\n  view inside {\n expr true\n }\n  errors\n}\n${usual()}`;
const twice = `${usual()}.:53 {\n  errors\n}\n`;

type Given = Parameters<typeof verdict>[1];
const cases: [what: string, text: string, given: Given, told: string][] = [
  ['as kubeadm writes it', usual(), well, fine],
  [
    'AKS',
    aks,
    well,
    `${fine}; what it imports (\`custom/*.override\`, \`custom/*.server\`) was not read`,
  ],
  ['k3s', k3s, well, `${fine}; what it imports (\`/etc/coredns/custom/*.override\`) was not read`],
  ['OpenShift', openShift, well, fine],
  ['two views of one zone', views, well, fine],
  ['a stub domain', stub('10.0.0.53'), well, fine],
  ['a plugin that only this build may have', usual().replace('loop', 'gravitate'), well, fine],
  ['a loopback address on the host network', usual(undefined, 'forward . 127.0.0.1'), onHost, fine],
  ['a loopback address at another port', usual(undefined, 'forward . 127.0.0.1:5301'), well, fine],
  ['an own server over TLS', usual(undefined, 'forward . tls://10.96.0.10'), well, fine],
  [
    'the DNS Service itself',
    usual(undefined, 'forward . 10.96.0.10'),
    well,
    `problem: the Corefile forwards \`.\` to \`10.96.0.10\`, the address of the DNS Service itself: ${circle}`,
  ],
  [
    'the stub of systemd-resolved',
    usual(undefined, 'forward . 8.8.8.8 127.0.0.53'),
    down,
    `problem: the Corefile forwards \`.\` to \`127.0.0.53\`, CoreDNS itself: ${circle}`,
  ],
  [
    'another domain',
    usual('kubernetes cluster.internal in-addr.arpa'),
    well,
    'problem: the Corefile does not serve `cluster.local`, only `cluster.internal`: no name of the cluster resolves',
  ],
  [
    'no kubernetes at all',
    usual(''),
    well,
    'problem: the Corefile has no plugin `kubernetes`: no name of the cluster resolves',
  ],
  [
    'a slip of the pen, and nobody is up',
    usual(undefined, 'forwrad . /etc/resolv.conf'),
    down,
    'problem: CoreDNS knows no plugin `forwrad`; `forward` was meant',
  ],
  [
    'a slip of the pen that is not in effect yet',
    usual(undefined, 'forwrad . /etc/resolv.conf'),
    well,
    'warning: CoreDNS knows no plugin `forwrad`; `forward` was meant; pods that are ready run on with the Corefile of before',
  ],
  [
    'a plugin of before',
    usual(undefined, 'proxy . /etc/resolv.conf'),
    down,
    'problem: CoreDNS has no plugin `proxy` since 1.5, `forward` has taken its place',
  ],
  [
    'a brace too few',
    usual().replace(/\}\n$/, ''),
    down,
    'problem: a brace is opened and not closed',
  ],
  [
    'a mode of pods that is none',
    usual('kubernetes cluster.local {\n pods verify\n }'),
    down,
    'problem: `pods verify` is no mode of the plugin `kubernetes`',
  ],
  ['two blocks for one zone', twice, down, 'problem: two server blocks are for `dns://.:53`'],
  [
    'a probe that nobody answers',
    usual().replace(/^ *ready$/m, ''),
    down,
    'problem: the Corefile lacks the plugin `ready`, and the kubelet asks `/ready`: no pod becomes ready',
  ],
];

test.each(cases)('%s', (_, text, given, expected) => {
  expect(told(verdict(dnsConfigValid, { ...given, corefiles: [corefile(text)] }))).toBe(expected);
});

test('a stub domain that leads back is no matter for all names', () => {
  const given = { ...well, corefiles: [corefile(stub('10.96.0.10'))] };
  const text =
    'the Corefile forwards `consul.local` to `10.96.0.10`, the address of the DNS Service';
  expect(told(verdict(dnsConfigValid, given))).toBe(`warning: ${text} itself: ${circle}`);
});

test('without a Corefile at its usual place nothing is said', () => {
  expect(verdict(dnsConfigValid, well).status).toBe('skipped');
});

test('a ConfigMap that pods wait for is missing', () => {
  const event = Event.parse({
    metadata: { name: 'e', namespace: 'kube-system' },
    involvedObject: { kind: 'Pod', namespace: 'kube-system', name: 'coredns-1' },
    reason: 'FailedMount',
    message: 'MountVolume.SetUp failed for volume "config-volume" : configmap "coredns" not found',
  });
  const found = verdict(dnsConfigValid, { ...down, dnsEvents: [event] });
  expect(told(found)).toBe(
    'problem: the ConfigMap with the Corefile is missing: DNS pods cannot start without it',
  );
});
