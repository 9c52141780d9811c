/** Events of an Ingress, in the words of the controllers that write them. */
import { expect, test } from 'vitest';
import { ingressEventsClean } from '../../src/checks/ingress-events-clean.ts';
import { event, verdictOn } from './objects-annotated.ts';
import { told } from './verdict.ts';

const on = (...ruleEvents: ReturnType<typeof event>[]) =>
  verdictOn(ingressEventsClean, [{ paths: ['Prefix /'] }], { ruleEvents });

const subnets =
  "Failed build model due to couldn't auto-discover subnets: unable to resolve at least one subnet (0 match VPC and tags: [kubernetes.io/role/elb])";
const normal = { type: 'Normal' };

test.each<[string, string, string, string[]]>([
  ['FailedBuildModel', subnets, 'it finds no subnets', []],
  [
    'FailedDeployModel',
    'Failed deploy model due to AccessDenied: User: arn:aws:sts::1:assumed-role/alb is not authorized to perform: elasticloadbalancing:AddTags',
    'its IAM role lacks a right',
    [],
  ],
  [
    'FailedBuildModel',
    'Failed build model due to ingress: shop/a: failed to parse json annotation, alb.ingress.kubernetes.io/actions.x: {: unexpected end',
    'cannot read an annotation',
    ['ingress-annotations-valid'],
  ],
  [
    'FailedBuildModel',
    'Failed build model due to ingress: shop/a: services "api" not found',
    'does not find the Service',
    ['ingress-backend-exists'],
  ],
  [
    'FailedBuildModel',
    "Failed build model due to ingress: shop/a: TargetGroup port is empty. When using Instance targets, your service must be of type 'NodePort' or 'LoadBalancer'",
    'it cannot use the port',
    ['ingress-backend-port-exists'],
  ],
  [
    'FailedBuildModel',
    'Failed build model due to something new',
    'cannot make a load balancer',
    ['ingress-annotations-valid'],
  ],
  [
    'BadConfig',
    'TLS entry 0 is invalid: secret "x" for ingress TLS has no hosts specified',
    'cert-manager cannot',
    ['ingress-tls-valid'],
  ],
  ['Rejected', 'All hosts are taken by other resources', 'had them first', ['ingress-route-wins']],
  [
    'Failed',
    'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host "a" and path "/" is already defined in ingress b/c',
    'had them first',
    ['ingress-route-wins'],
  ],
])('%s: %s', (reason, message, said, causedBy) => {
  const finding = on(event(reason, message));
  expect(finding).toMatchObject({ status: 'problem', causedBy });
  expect(finding.summary).toContain(said);
  expect(finding.evidence?.[0]?.value).toBe(message);
});

test('what is not known here is told as it is, as a warning', () => {
  const finding = on(event('Strange', 'some\u0007thing `odd`\nhappened'));
  expect(told(finding)).toBe("warning: `Strange`: some\u{fffd}thing 'odd' happened");
});

test('what the controller took back by a success is over', () => {
  const later = event('SuccessfullyReconciled', 'Successfully reconciled', 5, normal);
  expect(told(on(event('FailedBuildModel', subnets, 1), later))).toMatch(/^ok/);
  const earlier = event('SuccessfullyReconciled', 'Successfully reconciled', 0, normal);
  expect(on(event('FailedBuildModel', subnets, 1), earlier).status).toBe('problem');
});

test('what was said before the last change, or long before the latest, is a warning', () => {
  const old = event('FailedBuildModel', subnets, 1);
  expect(on(old, event('Sync', 'Scheduled for sync', 2, normal)).status).toBe('warning');
  expect(on(old, event('Other', 'x', 90, normal)).status).toBe('warning');
});

test('several are counted, each once', () => {
  const finding = on(
    event('FailedBuildModel', subnets, 1),
    event('FailedBuildModel', subnets, 2),
    event('Odd', 'x'),
  );
  expect(finding.summary).toContain('1 further warning');
  expect(finding.evidence).toHaveLength(2);
});

test('no events are no news', () => {
  expect(told(on())).toBe('ok: no event about it');
  expect(told(on(event('Sync', 'x', 0, normal)))).toBe('ok: no warning in its events');
});
