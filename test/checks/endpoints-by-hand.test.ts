/** `endpoints-present` of Services without a selector: somebody else writes their endpoints. */
import { expect, test } from 'vitest';
import { endpointsPresent } from '../../src/checks/endpoints-present.ts';
import { service } from '../network/objects.ts';
import { byHand, type Case, controllers, first, kept, meta } from './objects-slices.ts';
import { told, verdict } from './verdict.ts';

const loose = (spec: object = {}) => service({ selector: {}, ...spec });
const away = { addresses: ['203.0.113.10'] };

const written: Case[] = [
  [
    'by hand, to addresses that no pod has',
    loose(),
    [byHand([away])],
    [],
    'ok: 1 endpoint ready, written for it: the Service has no selector',
  ],
  [
    'by another controller',
    loose(),
    [
      byHand(
        [away],
        meta('a', {
          ...controllers,
          'endpointslice.kubernetes.io/managed-by': 'ops.example.com',
        }),
      ),
    ],
    [],
    'ok: 1 endpoint ready, written by `ops.example.com`: the Service has no selector',
  ],
  [
    'nobody wrote any',
    loose(),
    [],
    [],
    'problem: the Service has no selector, and nobody has written endpoints for it',
  ],
  [
    'those written are not ready',
    loose(),
    [byHand([{ ...away, conditions: { ready: false } }])],
    [],
    'problem: the Service has no selector, and none of 1 endpoint written for it is ready',
  ],
  [
    'a host name instead of an address',
    loose({ ipFamilies: ['IPv4'] }),
    [byHand([{ addresses: ['db.example.com'] }], { addressType: 'FQDN' })],
    [],
    'problem: the Service has no selector, and its EndpointSlices are of address type `FQDN`, which it does not serve',
  ],
  [
    'a port of another name',
    loose({ ports: [{ name: 'oracle', port: 1521 }] }),
    [byHand([away], { ports: [{ name: 'orcl', port: 1521, protocol: 'TCP' }] })],
    [],
    'problem: no ready endpoint has port `oracle` 1521/TCP: its EndpointSlices name theirs `orcl`, and only ports of the same name go together',
  ],
  [
    'a port without a name for a named one',
    loose(),
    [byHand([away], { ports: [{ port: 80 }] })],
    [],
    'problem: no ready endpoint has port `http` 80/TCP: its EndpointSlices do not name theirs, and only ports of the same name go together',
  ],
  [
    'a named port for one without a name',
    loose({ ports: [{ port: 80 }] }),
    [byHand([away])],
    [],
    'problem: no ready endpoint has port 80/TCP: its EndpointSlices name theirs `http`, and only ports of the same name go together',
  ],
  [
    'a port of another protocol',
    loose({ ports: [{ name: 'http', port: 53, protocol: 'UDP' }] }),
    [byHand([away])],
    [],
    'problem: no ready endpoint has port `http` 53/UDP: its EndpointSlices have it for TCP, and only ports of the same protocol go together',
  ],
  [
    'slices of the time when there was a selector',
    loose(),
    [kept([first])],
    [],
    'warning: the Service has no selector any more: its EndpointSlices (`api-x`) stay as they were and follow no pod',
  ],
];

test.each(written)('without a selector: %s', (_, one, slices, pods, expected) => {
  expect(told(verdict(endpointsPresent, { service: [one], slices, pods }))).toBe(expected);
});
