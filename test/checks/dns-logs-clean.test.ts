import { expect, test } from 'vitest';
import { dnsLogsClean } from '../../src/checks/dns-logs-clean.ts';
import { crashing, dnsPod, log, unready } from './objects-dns.ts';
import { verdict } from './verdict.ts';

const start = [
  '.:53',
  '[INFO] plugin/reload: Running configuration SHA512 = 591cf3',
  'CoreDNS-1.13.1',
];
const down = [crashing('coredns-1')];
const up = [dnsPod('coredns-1')];
const timeout =
  '[ERROR] plugin/errors: 2 example.com. A: read udp 10.244.0.3:55555->8.8.8.8:53: i/o timeout';

const away =
  'E1 reflector.go:138] Failed to watch *v1.Service: failed to list *v1.Service: Get "https://10.96.0.1:443/api/v1/services?limit=500": dial tcp 10.96.0.1:443: i/o timeout';

/** Lines as CoreDNS 1.8 to 1.13 writes them. */
const fatal: [what: string, line: string, words: string, causedBy: string[]][] = [
  [
    'a loop',
    '[FATAL] plugin/loop: Loop (127.0.0.1:44222 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 454.368."',
    'a forwarding loop',
    ['dns-config-valid'],
  ],
  [
    'a directive it does not know',
    "/etc/coredns/Corefile:9 - Error during parsing: Unknown directive 'forwrad'",
    'cannot read its Corefile',
    ['dns-config-valid'],
  ],
  [
    'a port that is taken',
    'listen tcp :53: bind: address already in use',
    'cannot listen at its port',
    ['dns-config-valid'],
  ],
  [
    'a right it lacks',
    'E1 reflector.go:138] pkg/mod/k8s.io/client-go@v0.22.2/tools/cache/reflector.go:167: Failed to watch *v1.EndpointSlice: failed to list *v1.EndpointSlice: endpointslices.discovery.k8s.io is forbidden: User "system:serviceaccount:kube-system:coredns" cannot list resource "endpointslices" in API group "discovery.k8s.io" at the cluster scope',
    'may not read what names are made of',
    ['dns-permissions-granted'],
  ],
  ['no way to the API server', away, 'does not reach the API server', []],
];

test.each(fatal)('%s is a problem where no DNS pod is ready', (_, line, words, causedBy) => {
  const finding = verdict(dnsLogsClean, {
    dnsPods: down,
    dnsLogs: [log('coredns-1', ...start, line)],
  });
  expect(finding).toMatchObject({ status: 'problem', causedBy });
  expect(finding.summary).toContain(words);
});

test.each(fatal)('%s is a warning where another pod answers', (_, line) => {
  const dnsLogs = [log('coredns-1', ...start, line)];
  expect(verdict(dnsLogsClean, { dnsPods: [...down, ...up], dnsLogs }).status).toBe('warning');
});

test.each([
  ['an ordinary start', start],
  ['a single question that was lost', [...start, timeout]],
  [
    'a wait for the API at the start',
    ['[INFO] plugin/kubernetes: waiting for Kubernetes API before starting server', ...start],
  ],
  ['nothing at all', []],
  [
    'what CoreDNS itself asks when it starts, where nobody outside answers',
    Array(9).fill(timeout.replace('example.com. A:', '7566.1234. HINFO:')),
  ],
  [
    'an API server that was away for a while',
    ['[WARNING] plugin/kubernetes: starting server with unsynced Kubernetes API', away, away],
  ],
])('%s is no trouble', (_, lines) => {
  expect(verdict(dnsLogsClean, { dnsPods: up, dnsLogs: [log('coredns-1', ...lines)] }).status).toBe(
    'ok',
  );
});

test.each([
  ['time out', timeout, 'do not answer it in time'],
  [
    'refuse',
    '[ERROR] plugin/errors: 2 example.com. A: read udp 10.244.0.3:1->10.0.0.2:53: read: connection refused',
    'refuse its questions',
  ],
  [
    'are too many',
    '[ERROR] plugin/errors: 2 example.com. A: concurrent queries exceeded maximum 1000',
    'max_concurrent',
  ],
])('questions outside of the cluster that %s again and again are a warning', (_, line, words) => {
  const dnsLogs = [log('coredns-1', line, line, line, line, line)];
  const finding = verdict(dnsLogsClean, { dnsPods: [unready('coredns-1')], dnsLogs });
  expect(finding.status).toBe('warning');
  expect(finding.summary).toContain(words);
});

test('the gravest is said first, all are evidence, and lines are shortened', () => {
  const [loop, , , denied] = fatal.map(([, line]) => line);
  const dnsLogs = [log('coredns-1', denied ?? '', ...Array(5).fill(timeout), loop ?? '')];
  const { summary, evidence = [] } = verdict(dnsLogsClean, { dnsPods: down, dnsLogs });
  expect(summary).toContain('loop');
  expect(evidence).toHaveLength(3);
  expect(Math.max(...evidence.map(({ value }) => value.length))).toBeLessThanOrEqual(240);
});

test('without a log there is nothing to say', () => {
  expect(verdict(dnsLogsClean, { dnsPods: up }).status).toBe('skipped');
});
