import { describe, expect, test } from 'vitest';
import { endpointsOf } from '../../src/network/endpoints.ts';
import { deadPorts, portLine, portTrouble, resolvePorts } from '../../src/network/ports.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { endpoint, pod, service, slice } from './objects.ts';

const declaring = (name: string, ...ports: object[]): Pod =>
  pod({ name, spec: { containers: [{ name: 'app', ports }] } });
const http = (containerPort: number, protocol = 'TCP') => ({
  name: 'http',
  containerPort,
  protocol,
});

const lines: [what: string, port: object, pods: Pod[], line: string][] = [
  ['a number', { port: 80, targetPort: 8080 }, [pod()], '80/TCP to 8080'],
  ['no target is the same number', { port: 80 }, [pod()], '80/TCP to 80'],
  [
    'a name that differs per pod',
    { name: 'web', port: 80, targetPort: 'http' },
    [declaring('a', http(8080)), declaring('b', http(8080)), declaring('c', http(9090))],
    '`web` 80/TCP to port `http`: 8080 on 2 pods, 9090 on 1 pod',
  ],
  ['a name, and no pods to ask', { port: 80, targetPort: 'http' }, [], '80/TCP to port `http`'],
  [
    'a name that one pod lacks',
    { port: 80, targetPort: 'http' },
    [declaring('a', http(8080)), declaring('b')],
    '80/TCP to port `http`: 8080 on 1 pod, not declared on 1 pod',
  ],
  [
    'a node port',
    { port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP' },
    [],
    '80/TCP (30080 on every node) to 8080',
  ],
];

test.each(lines)('%s', (_, port, pods, line) => {
  const [resolved] = resolvePorts(service({ ports: [port] }), pods);
  expect(resolved && portLine(resolved)).toBe(line);
});

const dns = service({
  ports: [
    { name: 'dns', port: 53, targetPort: 'http', protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, targetPort: 'http' },
  ],
});

test('the protocol is part of the port', () => {
  const both = resolvePorts(dns, [declaring('a', http(5353, 'UDP'), http(5354))]);
  expect(both.map(({ numbers }) => numbers)).toEqual([
    [{ number: 5353, pods: 1 }],
    [{ number: 5354, pods: 1 }],
  ]);
});

test('a name declared for another protocol is not the port, but a clue', () => {
  const [udp] = resolvePorts(dns, [declaring('a', http(5353))]);
  expect(udp).toMatchObject({ numbers: [], missingOn: ['a'], declaredAs: ['TCP'] });
  expect(udp && portTrouble(udp)).toBe(
    'no selected pod declares a UDP port named `http`, only TCP',
  );
});

test('a sidecar declares ports, an init container does not', () => {
  const init = (name: string, more: object) =>
    pod({ spec: { containers: [], initContainers: [{ name, ports: [http(1)], ...more }] } });
  const [found] = resolvePorts(service(), [init('mesh', { restartPolicy: 'Always' })]);
  const [none] = resolvePorts(service(), [init('migrate', {})]);
  expect(found?.numbers).toEqual([{ number: 1, pods: 1 }]);
  expect(none?.missingOn).toEqual(['api-1']);
});

test('the first container that declares the name decides', () => {
  const two = pod({
    spec: {
      containers: [
        { name: 'a', ports: [http(1)] },
        { name: 'b', ports: [http(2)] },
      ],
    },
  });
  expect(resolvePorts(service(), [two])[0]?.numbers).toEqual([{ number: 1, pods: 1 }]);
});

test('a number resolves on as many pods as there are', () => {
  const numeric = service({ ports: [{ port: 80, targetPort: 8080 }] });
  expect(resolvePorts(numeric, [])[0]?.numbers).toEqual([]);
  expect(resolvePorts(numeric, [pod(), pod()])[0]?.numbers).toEqual([{ number: 8080, pods: 2 }]);
});

describe('a port leads nowhere', () => {
  const items = (ports: unknown, ready = true) =>
    endpointsOf([slice([endpoint('api-1', '10.0.0.1', { ready })], { ports })]);
  const served = [{ name: 'http', port: 8080, protocol: 'TCP' }];

  test.each<[string, object, unknown, boolean, number]>([
    ['not if an endpoint has it', {}, served, true, 0],
    ['if none has a port', {}, [], true, 1],
    ['if the name differs, as slices written by hand may have it', {}, [{ port: 8080 }], true, 1],
    ['if the protocol differs', {}, [{ name: 'http', port: 8080, protocol: 'UDP' }], true, 1],
    ['not if there is nobody ready anyway', {}, [], false, 0],
    ['not behind a headless Service', { clusterIP: 'None' }, [], true, 0],
  ])('%s', (_, spec, ports, ready, dead) => {
    expect(deadPorts(service(spec), items(ports, ready))).toHaveLength(dead);
  });
});
