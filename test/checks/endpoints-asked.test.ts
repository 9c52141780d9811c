/** `endpoints-present` for one port, and where not all could be read. */
import { describe, expect, test } from 'vitest';
import { endpointsPresent } from '../../src/checks/endpoints-present.ts';
import { service } from '../network/objects.ts';
import { first, kept, one, unready } from './objects-slices.ts';
import { told, verdict } from './verdict.ts';

describe('one port', () => {
  const both = service({
    ports: [
      { name: 'http', port: 80 },
      { name: 'grpc', port: 90 },
    ],
  });
  const given = { service: [both], slices: [kept([first])], pods: [one] };
  test.each([
    ['http', 'ok: 1 endpoint ready'],
    ['90', 'problem: no ready endpoint has port `grpc` 90/TCP'],
    ['ftp', 'skipped: the Service has no such port'],
  ])('%s', (port, expected) => {
    expect(told(verdict(endpointsPresent, given, { port }))).toBe(expected);
  });
});

test('a controller that does not run is a cause of its own, pods that are not ready are another’s', () => {
  const given = { service: [service()], slices: [], pods: [one] };
  expect(verdict(endpointsPresent, given)).toMatchObject({ causedBy: [] });
  expect(verdict(endpointsPresent, { ...given, pods: [unready] })).not.toHaveProperty('causedBy');
});

test.each([
  ['ready ones', [first], 'ok: 1 endpoint ready'],
  ['none', [], 'problem: there are no endpoints: nobody answers'],
])('slices alone tell that there are %s, where pods may not be read', (_, endpoints, expected) => {
  const given = { service: [service()], slices: [kept(endpoints)] };
  expect(told(verdict(endpointsPresent, given, {}, ['pods']))).toBe(expected);
});

test('slices that may not be read leave it open', () => {
  const given = { service: [service()], pods: [one] };
  expect(verdict(endpointsPresent, given, {}, ['slices']).status).toBe('unknown');
});
