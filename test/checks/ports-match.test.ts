import { expect, test } from 'vitest';
import { portsMatch } from '../../src/checks/ports-match.ts';
import type { Pod } from '../../src/objects/pod.ts';
import type { Service } from '../../src/objects/service.ts';
import { pod, service } from '../network/objects.ts';
import { told, verdict } from './verdict.ts';

type Fields = Record<string, unknown>;

/** A pod of a Deployment whose container declares these ports. */
function declaring(owner: string, ports: Fields[], more: Fields = {}): Pod {
  return pod({
    name: `${owner}-5d9-x`,
    metadata: {
      labels: { app: 'api', 'pod-template-hash': '5d9' },
      ownerReferences: [{ kind: 'ReplicaSet', name: `${owner}-5d9`, uid: '1', controller: true }],
    },
    spec: { containers: [{ name: 'app', ports }], ...more },
  });
}
const http = { name: 'http', containerPort: 8080 };
const sidecar = { name: 'proxy', restartPolicy: 'Always', ports: [http] };
const mesh = { name: 'istio-proxy', ports: [{ name: 'metrics', containerPort: 15090 }] };

const cases: [what: string, service: Service, pods: Pod[], told: string][] = [
  [
    'a name that every pod has',
    service(),
    [declaring('api', [http])],
    'ok: `http` 80/TCP leads to 8080',
  ],
  [
    'a name that a native sidecar declares',
    service(),
    [declaring('api', [], { initContainers: [sidecar] })],
    'ok: `http` 80/TCP leads to 8080',
  ],
  [
    'one name with different numbers',
    service(),
    [declaring('api', [http]), declaring('old', [{ name: 'http', containerPort: 9090 }])],
    'ok: `http` 80/TCP leads to 8080 and 9090, which differs from pod to pod and is fine',
  ],
  [
    'a name that nobody has, with a near one',
    service({ ports: [{ port: 80, targetPort: 'htpp' }] }),
    [declaring('api', [http])],
    'problem: port 80/TCP: no pod declares a TCP port named `htpp`. Did you mean `http`?',
  ],
  [
    'a name that nobody has, and one other name only',
    service({ ports: [{ port: 80, targetPort: 'web' }] }),
    [declaring('api', [http])],
    'problem: port 80/TCP: no pod declares a TCP port named `web`. Did you mean `http`?',
  ],
  [
    'a name that one of two workloads lacks',
    service(),
    [declaring('api', [http]), declaring('canary', [{ name: 'web', containerPort: 8080 }])],
    'problem: port `http` 80/TCP: Deployment `canary` (1 pod) declares no TCP port named `http`; the other pods are not affected. Did you mean `web`?',
  ],
  [
    'a name under another protocol',
    service({ ports: [{ name: 'dns', port: 53, targetPort: 'dns' }] }),
    [declaring('dns', [{ name: 'dns', containerPort: 53, protocol: 'UDP' }])],
    'problem: port `dns` 53/TCP: no pod declares a TCP port named `dns`, only UDP',
  ],
  [
    'a number that nobody declares, while others are declared',
    service({ ports: [{ port: 80 }] }),
    [declaring('api', [http])],
    'warning: port 80/TCP leads to 80/TCP, which no container declares (declared: `8080/TCP`); that is fine if it is listened on, as declaring is optional',
  ],
  [
    'a number that is declared for another protocol',
    service({ ports: [{ port: 53, protocol: 'UDP' }] }),
    [declaring('dns', [{ containerPort: 53 }])],
    'warning: port 53/UDP leads to 53/UDP, which no container declares (declared: `53/TCP`); that is fine if it is listened on, as declaring is optional',
  ],
  [
    'a number, and pods that declare nothing',
    service({ ports: [{ port: 80, targetPort: 8080 }] }),
    [declaring('api', [])],
    'ok: 80/TCP leads to 8080',
  ],
  [
    'a number, and only the mesh declares something',
    service({ ports: [{ port: 80, targetPort: 8080 }] }),
    [declaring('api', [], { containers: [{ name: 'app' }, mesh] })],
    'ok: 80/TCP leads to 8080',
  ],
  [
    'a headless Service with a number that nobody declares',
    service({ clusterIP: 'None', clusterIPs: ['None'], ports: [{ port: 9300 }] }),
    [declaring('api', [http])],
    'ok: 9300/TCP leads to 9300; the Service is headless: clients connect to the pods themselves, its ports count for SRV records only',
  ],
  [
    'a headless Service with a name that nobody has: addresses are given out all the same',
    service({ clusterIP: 'None' }),
    [declaring('api', [])],
    'warning: port `http` 80/TCP: no pod declares a TCP port named `http`; the Service is headless: clients connect to the pods themselves, its ports count for SRV records only',
  ],
  [
    'an alias',
    service({ type: 'ExternalName', externalName: 'x.example.com', ports: [] }),
    [],
    'skipped: an alias has no ports of its own',
  ],
  [
    'no selector',
    service({ selector: {} }),
    [],
    'skipped: no selector: its endpoints bring their own ports',
  ],
  ['no pods', service(), [], 'skipped: no pods to hold the ports against'],
  [
    'only pods that have ended',
    service(),
    [pod({ status: { phase: 'Succeeded' }, spec: { containers: [{ name: 'job' }] } })],
    'skipped: no pods to hold the ports against',
  ],
  [
    'no ports at all, as a headless Service may',
    service({ clusterIP: 'None', ports: [] }),
    [declaring('api', [http])],
    'ok: it lists no ports; the Service is headless: clients connect to the pods themselves, its ports count for SRV records only',
  ],
];

test.each(cases)('%s', (_, one, pods, expected) => {
  expect(told(verdict(portsMatch, { service: [one], pods }))).toBe(expected);
});

const two = service({
  ports: [
    { name: 'http', port: 80, targetPort: 'http' },
    { name: 'metrics', port: 9100, targetPort: 'metrics' },
  ],
});

const asked: [port: string, told: string][] = [
  ['http', 'ok: `http` 80/TCP leads to 8080'],
  ['80', 'ok: `http` 80/TCP leads to 8080'],
  ['80/tcp', 'ok: `http` 80/TCP leads to 8080'],
  ['80/udp', 'problem: the Service has no port `80/udp`. Did you mean `80`?'],
  ['metric', 'problem: the Service has no port `metric`. Did you mean `metrics`?'],
  ['443', 'problem: the Service has no port `443`. It has `http` 80/TCP, `metrics` 9100/TCP.'],
  [
    'metrics',
    'problem: port `metrics` 9100/TCP: no pod declares a TCP port named `metrics`. Did you mean `http`?',
  ],
];

test.each(asked)('asked for port %s', (port, expected) => {
  const given = { service: [two], pods: [declaring('api', [http])] };
  expect(told(verdict(portsMatch, given, { port }))).toBe(expected);
});

test('the mending side: the odd workload, or the Service if nobody has the name', () => {
  const odd = declaring('canary', [{ name: 'web', containerPort: 8080 }]);
  expect(
    verdict(portsMatch, { service: [service()], pods: [declaring('api', [http]), odd] }),
  ).toMatchObject({
    fix: 'In the pod template, name the container port `http` (TCP) in Deployment `canary`.',
  });
  expect(verdict(portsMatch, { service: [service()], pods: [odd] })).toMatchObject({
    fix: 'Set targetPort to `web`, or name the container port `http` (TCP) in Deployment `canary`.',
  });
});

test('what it read is shown: the targetPort and what a pod declares', () => {
  const odd = declaring('canary', [{ name: 'web', containerPort: 8080 }]);
  expect(verdict(portsMatch, { service: [service()], pods: [odd] }).evidence).toEqual([
    { object: 'service shop/api', field: 'spec.ports[http 80/TCP].targetPort', value: 'http' },
    { object: 'pod shop/canary-5d9-x', field: 'spec.containers[*].ports', value: 'web 8080/TCP' },
  ]);
});

test('where nothing is near, the Service may be set to what there is', () => {
  const given = (...ports: Fields[]) => ({
    service: [service({ ports: [{ port: 80, targetPort: 'web' }] })],
    pods: [declaring('api', ports)],
  });
  const grpc = { name: 'grpc', containerPort: 9090 };
  expect(verdict(portsMatch, given(http, grpc))).toMatchObject({
    fix: 'Set targetPort to `http` or `grpc`, or name the container port `web` (TCP) in Deployment `api`.',
  });
  expect(verdict(portsMatch, given({ containerPort: 6379 }))).toMatchObject({
    fix: 'Set targetPort to `6379`, or name the container port `web` (TCP) in Deployment `api`.',
  });
  expect(verdict(portsMatch, given())).toMatchObject({
    fix: 'Set targetPort to a number, or name the container port `web` (TCP) in Deployment `api`.',
  });
});
