import { expect, test } from 'vitest';
import { ipFamiliesMatch } from '../../src/checks/ip-families-match.ts';
import type { EndpointSlice } from '../../src/objects/endpoint-slice.ts';
import type { Pod } from '../../src/objects/pod.ts';
import type { Service } from '../../src/objects/service.ts';
import { pod, service, slice } from '../network/objects.ts';
import { told, verdict } from './verdict.ts';

const at = (name: string, ...ips: string[]): Pod =>
  pod({ name, status: { podIPs: ips.map((ip) => ({ ip })) } });
const v4 = at('api-1', '10.244.0.1');
const v6 = at('api-2', 'fd00::2');
const both = at('api-3', '10.244.0.3', 'fd00::3');
const dual = { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'PreferDualStack' };
const headless = { clusterIP: 'None', clusterIPs: ['None'] };
const loose = { selector: {} };

const cases: [what: string, Service, Pod[], EndpointSlice[], told: string][] = [
  [
    'IPv4 for both',
    service({ ipFamilies: ['IPv4'] }),
    [v4, both],
    [],
    'ok: the Service serves IPv4, and so do the pods',
  ],
  [
    'families are known by the cluster IPs too',
    service(),
    [v4],
    [],
    'ok: the Service serves IPv4, and so do the pods',
  ],
  [
    'PreferDualStack on a cluster with one family',
    service({ ipFamilies: ['IPv4'], ipFamilyPolicy: 'PreferDualStack' }),
    [v4],
    [],
    'ok: the Service serves IPv4, and so do the pods',
  ],
  [
    'IPv6-only pods behind an IPv4-only Service',
    service({ ipFamilies: ['IPv4'] }),
    [v6],
    [],
    'problem: the Service serves IPv4, but the pods have IPv6 addresses only: none of them becomes an endpoint',
  ],
  [
    'IPv4-only pods behind an IPv6-only Service',
    service({ ipFamilies: ['IPv6'], clusterIPs: ['fd00::99'] }),
    [v4],
    [],
    'problem: the Service serves IPv6, but the pods have IPv4 addresses only: none of them becomes an endpoint',
  ],
  [
    'one of two pods without the family',
    service({ ipFamilies: ['IPv4'] }),
    [v4, v6],
    [],
    'warning: the Service serves IPv4, but 1 of 2 pods have no IPv4: those take none of its traffic',
  ],
  [
    'a dual-stack Service whose pods have one family',
    service(dual),
    [v4],
    [],
    'warning: the Service serves IPv4 and IPv6, but no pod has IPv6: clients that use its IPv6 address reach nobody',
  ],
  [
    'RequireDualStack, the first family missing',
    service({ ipFamilies: ['IPv6', 'IPv4'], ipFamilyPolicy: 'RequireDualStack' }),
    [v4],
    [],
    'warning: the Service serves IPv6 and IPv4, but no pod has IPv6: clients that use its IPv6 address reach nobody',
  ],
  [
    'dual-stack, one of two pods with one family',
    service(dual),
    [v4, both],
    [],
    'warning: the Service serves IPv4 and IPv6, but 1 of 2 pods have no IPv6: those take none of its traffic',
  ],
  [
    'dual-stack for both',
    service(dual),
    [both],
    [],
    'ok: the Service serves IPv4 and IPv6, and so do the pods',
  ],
  [
    'headless and dual-stack, pods with one family',
    service({ ...dual, ...headless }),
    [v4],
    [],
    'ok: the Service serves IPv4 and IPv6, no pod has IPv6: DNS answers the other family',
  ],
  [
    'headless of the other family',
    service({ ...headless, ipFamilies: ['IPv4'] }),
    [v6],
    [],
    'problem: the Service serves IPv4, but the pods have IPv6 addresses only: none of them becomes an endpoint',
  ],
  ['no address yet', service(dual), [at('api-1')], [], 'skipped: no pod has an address yet'],
  [
    'an alias',
    service({ type: 'ExternalName', externalName: 'a.example.com' }),
    [],
    [],
    'skipped: an alias has no addresses',
  ],
  [
    'nothing is said',
    service({ clusterIP: undefined, clusterIPs: [] }),
    [v4],
    [],
    'unknown: the Service does not say which families it serves',
  ],
  [
    'no selector, endpoints of its family',
    service({ ...loose, ipFamilies: ['IPv4'] }),
    [],
    [slice([{ addresses: ['203.0.113.1'] }])],
    'ok: the Service serves IPv4, and has endpoints for it',
  ],
  [
    'no selector, endpoints of another family',
    service({ ...loose, ipFamilies: ['IPv4'] }),
    [],
    [slice([{ addresses: ['2001:db8::1'] }], { addressType: 'IPv6' })],
    'problem: the Service serves IPv4, but its endpoints are `IPv6` only',
  ],
  [
    'no selector, dual-stack, endpoints of one family',
    service({ ...loose, ...dual }),
    [],
    [slice([{ addresses: ['203.0.113.1'] }])],
    'warning: the Service serves IPv4 and IPv6, but its endpoints are `IPv4` only: clients that use its IPv6 address reach nobody',
  ],
  [
    'no selector, headless: dual-stack by default, one family is enough',
    service({ ...loose, ...headless, ipFamilies: ['IPv4', 'IPv6'] }),
    [],
    [slice([{ addresses: ['203.0.113.1'] }])],
    'ok: the Service serves IPv4 and IPv6, and has endpoints for it',
  ],
  [
    'no selector and nothing written',
    service(loose),
    [],
    [],
    'skipped: no endpoints to hold its families against',
  ],
];

test.each(cases)('%s', (_, one, pods, slices, expected) => {
  expect(told(verdict(ipFamiliesMatch, { service: [one], pods, slices }))).toBe(expected);
});

test('the addresses of the pods are the evidence', () => {
  const given = { service: [service({ ipFamilies: ['IPv4'] })], pods: [v6] };
  expect(verdict(ipFamiliesMatch, given).evidence).toEqual([
    { object: 'service shop/api', field: 'spec.ipFamilies', value: 'IPv4' },
    { object: 'pod shop/api-2', field: 'status.podIPs', value: 'fd00::2' },
  ]);
});
