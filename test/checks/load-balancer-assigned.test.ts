import { expect, test } from 'vitest';
import { loadBalancerAssigned } from '../../src/checks/load-balancer-assigned.ts';
import { Event } from '../../src/objects/event.ts';
import type { Service } from '../../src/objects/service.ts';
import { service } from '../network/objects.ts';
import { told, verdict } from './verdict.ts';

const balancer = (spec: object = {}, ingress?: object[]): Service =>
  service(
    { type: 'LoadBalancer', ...spec },
    {
      metadata: { name: 'api', namespace: 'shop', uid: 'u1' },
      ...(ingress && { status: { loadBalancer: { ingress } } }),
    },
  );

const event = (reason: string, message: string, more: object = {}): Event =>
  Event.parse({
    metadata: { name: `api.${reason}`, namespace: 'shop' },
    involvedObject: { kind: 'Service', namespace: 'shop', name: 'api', uid: 'u1' },
    type: 'Warning',
    reason,
    message,
    lastTimestamp: '2026-03-01T10:00:00Z',
    ...more,
  });

const ensuring = event('EnsuringLoadBalancer', 'Ensuring load balancer', { type: 'Normal' });
const quota = event('SyncLoadBalancerFailed', 'Error syncing load balancer: quota exceeded');
const inside = 'traffic from inside is not affected';

const cases: [what: string, service: Service, events: Event[], told: string][] = [
  ['of another type', service({ type: 'NodePort' }), [], 'skipped: it is no LoadBalancer'],
  ['an address', balancer({}, [{ ip: '203.0.113.1' }]), [], 'ok: it answers at `203.0.113.1`'],
  [
    'a host name',
    balancer({}, [{ hostname: 'a.elb.example.com' }]),
    [],
    'ok: it answers at `a.elb.example.com`',
  ],
  [
    'refused by the cloud',
    balancer(),
    [ensuring, quota],
    `problem: the load balancer gets no address: SyncLoadBalancerFailed: Error syncing load balancer: quota exceeded; ${inside}`,
  ],
  [
    'the latest word counts',
    balancer(),
    [quota, event('FailedBuildModel', 'no subnets', { lastTimestamp: '2026-03-01T11:00:00Z' })],
    `problem: the load balancer gets no address: FailedBuildModel: no subnets; ${inside}`,
  ],
  [
    'what was said of a Service of this name before',
    balancer(),
    [event('SyncLoadBalancerFailed', 'old', { involvedObject: { uid: 'u0' } })],
    `problem: the load balancer has no address, and no controller has said anything: the cluster seems to have none that makes load balancers; ${inside}`,
  ],
  [
    'somebody is at work',
    balancer(),
    [ensuring],
    `problem: the load balancer has no address yet: a controller is at work on it; ${inside}`,
  ],
  [
    'nobody makes load balancers here',
    balancer(),
    [],
    `problem: the load balancer has no address, and no controller has said anything: the cluster seems to have none that makes load balancers; ${inside}`,
  ],
  [
    'a class that is known, and nobody serves it',
    balancer({ loadBalancerClass: 'service.k8s.aws/nlb' }),
    [],
    `problem: the load balancer has no address: nobody has taken up its class \`service.k8s.aws/nlb\`, which is for the AWS Load Balancer Controller; ${inside}`,
  ],
  [
    'a class of a family',
    balancer({ loadBalancerClass: 'io.cilium/l2-announcer' }),
    [],
    `problem: the load balancer has no address: nobody has taken up its class \`io.cilium/l2-announcer\`, which is for Cilium (l2-announcer or BGP control plane); ${inside}`,
  ],
  [
    'a class that is not known',
    balancer({ loadBalancerClass: 'example.com/lb' }),
    [],
    `problem: the load balancer has no address: nobody has taken up its class \`example.com/lb\`, for which a controller of its own has to run; ${inside}`,
  ],
];

test.each(cases)('%s', (_, one, serviceEvents, expected) => {
  expect(told(verdict(loadBalancerAssigned, { service: [one], serviceEvents }))).toBe(expected);
});

test('who asks from inside is only told', () => {
  const given = { service: [balancer()], serviceEvents: [quota] };
  const ask = (from: Parameters<typeof verdict>[2]) =>
    verdict(loadBalancerAssigned, given, from).status;
  expect(ask({ from: { kind: 'name', name: 'shop' } })).toBe('warning');
  expect(ask({ from: { kind: 'address', address: '203.0.113.9' } })).toBe('problem');
});

test.each([
  ['quota exceeded', /quota/],
  ['unable to resolve at least one subnet', /subnets/],
  ['AccessDenied: not authorized to perform', /rights/],
  ['Failed to allocate IP for "shop/api": no available IPs', /pool/],
  ['something else', /names/],
])('what to do about `%s`', (message, fix) => {
  const given = {
    service: [balancer()],
    serviceEvents: [event('SyncLoadBalancerFailed', message)],
  };
  expect(verdict(loadBalancerAssigned, given)).toMatchObject({ fix: expect.stringMatching(fix) });
});
