import { describe, expect, test } from 'vitest';
import { isVague, podTrouble } from '../../src/network/pod-trouble.ts';
import type { Event } from '../../src/objects/event.ts';
import { notReady, pod, running, unhealthy } from './objects.ts';

const unready = notReady('ContainersNotReady', 'containers with unready status: [app]');

describe('what the probe answered', () => {
  const sick = pod({ conditions: [unready], containers: [running({ ready: false })] });
  const failed = 'Readiness probe failed: HTTP probe failed with statuscode: 503';

  test.each<[string, Event[], string]>([
    ['once', [unhealthy(failed)], failed],
    ['again and again', [unhealthy(failed, { count: 42 })], `${failed} (42 times)`],
    ['in the newer shape', [unhealthy(failed, { series: { count: 3 } })], `${failed} (3 times)`],
    ['the startup probe', [unhealthy('Startup probe failed: x')], 'Startup probe failed: x'],
    [
      'the latest counts',
      [
        unhealthy(failed),
        unhealthy('Readiness probe errored', { lastTimestamp: '2026-03-02T00:00:00Z' }),
      ],
      'Readiness probe errored',
    ],
    [
      'an Event of another pod of this name does not',
      [
        unhealthy(failed, {
          involvedObject: { kind: 'Pod', name: 'api-1', namespace: 'shop', uid: 'old' },
        }),
      ],
      'container app: running, but its readiness probe has not succeeded',
    ],
    [
      'the liveness probe does not',
      [unhealthy('Liveness probe failed: x')],
      'container app: running, but its readiness probe has not succeeded',
    ],
  ])('%s', (_, events, words) => {
    expect(podTrouble(sick, events)).toBe(words);
  });

  test('says nothing about a pod that is ready by now', () => {
    expect(podTrouble(pod(), [unhealthy(failed)])).toBeUndefined();
  });

  test('is more than to say that it has not succeeded', () => {
    expect(isVague(podTrouble(sick) ?? '')).toBe(true);
    expect(isVague(failed)).toBe(false);
  });
});
