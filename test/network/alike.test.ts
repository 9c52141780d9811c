import { expect, test } from 'vitest';
import { alike } from '../../src/network/alike.ts';

test.each([
  [
    'Readiness probe failed: Get "http://10.244.1.3:8080/health": dial tcp 10.244.1.3:8080: connect: connection refused (42 times)',
    'Readiness probe failed: Get "http://…:8080/health": dial tcp …:8080: connect: connection refused',
  ],
  [
    'Get "http://[fd00:10:244::9]:80/": context deadline exceeded',
    'Get "http://[…]:80/": context deadline exceeded',
  ],
  [
    'read tcp 10.0.0.1:41234->10.1.1.1:80: read: connection reset by peer',
    'read tcp …->…:80: read: connection reset by peer',
  ],
  [
    'Terminating: its grace period ends at 2026-03-01T10:00:30Z',
    'Terminating: its grace period ends at …',
  ],
  [
    'container app: CrashLoopBackOff: back-off 2m40s, last exit code 1',
    'container app: CrashLoopBackOff: back-off, last exit code 1',
  ],
  ['Failed: Evicted', 'Failed: Evicted'],
])('%s', (reason, common) => {
  expect(alike(reason)).toBe(common);
});
