/** Names of pods by their address, in each of the three modes. */
import { describe, expect, test } from 'vitest';
import type { DnsType } from '../../src/network/dns-records.ts';
import { podOf, told, worldOf } from './dns-world.ts';

type Case = [type: DnsType, name: string, told: string[]];

describe('pods', () => {
  const pods = [
    podOf('a', '10.1.0.1'),
    podOf('going', '10.1.0.2', { deletionTimestamp: '2026-03-01T10:00:00Z' }),
    podOf('six', 'fd00::6'),
  ];
  test.each<[mode: string, ...Case]>([
    ['disabled', 'A', '10-1-0-1.shop.pod', ['NXDOMAIN']],
    ['disabled', 'A', 'shop.pod', ['NXDOMAIN']],
    [
      'insecure',
      'A',
      '10-9-9-9.shop.pod',
      ['NOERROR', '10-9-9-9.shop.pod.cluster.local A 10.9.9.9'],
    ],
    ['insecure', 'A', 'fd00--9.shop.pod', ['NOERROR']],
    ['insecure', 'A', '10-1-0-1.nowhere.pod', ['NXDOMAIN']],
    ['insecure', 'A', '10-1-0-999.shop.pod', ['NXDOMAIN']],
    ['insecure', 'A', 'shop.pod', ['NOERROR']],
    [
      'verified',
      'A',
      '10-1-0-1.shop.pod',
      ['NOERROR', '10-1-0-1.shop.pod.cluster.local A 10.1.0.1'],
    ],
    ['verified', 'A', '10-1-0-1.default.pod', ['NXDOMAIN']],
    ['verified', 'A', '10-1-0-2.shop.pod', ['NXDOMAIN']],
    [
      'verified',
      'AAAA',
      'fd00--6.shop.pod',
      ['NOERROR', 'fd00--6.shop.pod.cluster.local AAAA fd00::6'],
    ],
  ])('%s: %s %s', (mode, type, name, answer) => {
    expect(told(worldOf({ pods, plugin: `pods ${mode}` }), type, name)).toEqual(answer);
  });
});
