import { describe, expect, test } from 'vitest';
import {
  aliasTrouble,
  formOf,
  isPending,
  selectorText,
  serviceFacts,
} from '../../src/network/service-facts.ts';
import { Event } from '../../src/objects/event.ts';
import type { Service } from '../../src/objects/service.ts';
import { service } from './objects.ts';

const factOf = (it: Service, label: string, events: Event[] = []) =>
  serviceFacts(it, events).find((fact) => fact.label === label)?.value;
const assigned = (ingress: object[]) => ({ status: { loadBalancer: { ingress } } });
const loadBalancer = { type: 'LoadBalancer' };

test.each<[object, string]>([
  [{}, 'ClusterIP'],
  [{ clusterIP: 'None' }, 'headless'],
  [{ type: 'NodePort' }, 'NodePort'],
  [loadBalancer, 'LoadBalancer'],
  [{ type: 'ExternalName', clusterIP: undefined }, 'ExternalName'],
])('%o is %s', (spec, form) => {
  expect(formOf(service(spec))).toBe(form);
  expect(factOf(service(spec), 'Type')).toMatch(new RegExp(`^${form}`, 'i'));
});

describe('facts in words', () => {
  test.each<[string, Service, string, string | undefined]>([
    ['selector', service({ selector: { app: 'a', track: 'b' } }), 'Selector', '`app=a,track=b`'],
    [
      'no selector',
      service({ selector: null }),
      'Selector',
      'none: its endpoints are written by hand or by another controller',
    ],
    [
      'both families',
      service({ clusterIPs: ['10.96.0.7', 'fd00::7'] }),
      'Cluster IP',
      '`10.96.0.7`, `fd00::7`',
    ],
    ['headless', service({ clusterIPs: ['None'] }), 'Cluster IP', undefined],
    [
      'several external addresses',
      service(loadBalancer, assigned([{ hostname: 'a.example' }, { ip: '198.51.100.1' }])),
      'External address',
      '`a.example`, `198.51.100.1`',
    ],
    [
      'no external address yet',
      service(loadBalancer, assigned([])),
      'External address',
      'pending: the cloud provider has assigned none yet',
    ],
    [
      'no external address, and a class',
      service({ ...loadBalancer, loadBalancerClass: 'metallb' }),
      'External address',
      'pending: class `metallb` has assigned none yet',
    ],
    [
      'Local with a health check',
      service({ ...loadBalancer, externalTrafficPolicy: 'Local', healthCheckNodePort: 32333 }),
      'From outside',
      'externalTrafficPolicy Local: only nodes with a ready endpoint answer, the client address is kept; the load balancer asks node port `32333` which nodes those are',
    ],
    [
      'no way from outside',
      service({ externalTrafficPolicy: 'Cluster' }),
      'From outside',
      undefined,
    ],
    [
      'affinity',
      service({ sessionAffinity: 'ClientIP' }),
      'Session affinity',
      'by client IP, for 3 hours: clients behind one proxy all reach the same pod',
    ],
    [
      'affinity for a while',
      service({
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 90 } },
      }),
      'Session affinity',
      'by client IP, for 90 seconds: clients behind one proxy all reach the same pod',
    ],
    [
      'an alias with a selector',
      service({ type: 'ExternalName' }),
      'Selector',
      '`app=api`, which an alias ignores',
    ],
    [
      'near endpoints',
      service({ trafficDistribution: 'PreferClose' }),
      'Distribution',
      'prefers near endpoints (trafficDistribution `PreferClose`)',
    ],
  ])('%s', (_, it, label, value) => {
    expect(factOf(it, label)).toBe(value);
  });

  test('a cloud that refuses is quoted', () => {
    const refusal = Event.parse({
      metadata: { name: 'x' },
      involvedObject: {},
      type: 'Warning',
      reason: 'SyncLoadBalancerFailed',
      message: 'quota exceeded',
    });
    expect(factOf(service(loadBalancer), 'External address', [refusal])).toBe(
      'pending: the cloud provider has assigned none yet: SyncLoadBalancerFailed: quota exceeded',
    );
  });

  test('what is as usual is not said', () => {
    const labels = serviceFacts(service({ internalTrafficPolicy: 'Cluster' })).map((f) => f.label);
    expect(labels).toEqual(['Type', 'Selector', 'Cluster IP']);
  });
});

test.each([
  ['smtp.example.net', undefined],
  ['10.0.0.1', 'an address cannot be an alias, a host name can'],
  ['fd00::1', 'an address cannot be an alias, a host name can'],
  ['', 'it names no host'],
])('an alias of "%s": %s', (externalName, trouble) => {
  expect(aliasTrouble(service({ type: 'ExternalName', externalName }))).toBe(trouble);
});

test('only a LoadBalancer can be pending', () => {
  expect(isPending(service())).toBe(false);
  expect(isPending(service(loadBalancer))).toBe(true);
  expect(isPending(service(loadBalancer, assigned([{ ip: '198.51.100.1' }])))).toBe(false);
});

test('a selector is written as the API takes it', () => {
  expect(selectorText(service({ selector: { a: '1', 'b.c/d': '' } }))).toBe('a=1,b.c/d=');
});
