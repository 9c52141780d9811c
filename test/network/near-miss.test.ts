import { describe, expect, test } from 'vitest';
import { isSelected, nearMiss } from '../../src/network/near-miss.ts';
import { pod, service } from './objects.ts';

const labelled = (labels: object, name = 'x') => pod({ name, metadata: { labels } });

describe('the pods that were probably meant', () => {
  test.each<[string, object, object[], string | undefined]>([
    ['a letter less', { app: 'payment' }, [{ app: 'payments' }], 'app=payments'],
    ['letters swapped', { app: 'paymnets' }, [{ app: 'payments' }], 'app=payments'],
    ['another case', { app: 'API' }, [{ app: 'api' }], 'app=api'],
    ['the key mistyped', { apps: 'api' }, [{ app: 'api' }], 'app=api'],
    [
      'another key',
      { app: 'api' },
      [{ 'app.kubernetes.io/name': 'api' }],
      'app.kubernetes.io/name=api',
    ],
    ['a version left out', { app: 'api' }, [{ app: 'api-v2' }], 'app=api-v2'],
    [
      'one of two labels',
      { app: 'api', track: 'beta' },
      [{ app: 'api', track: 'stable' }],
      'track=stable',
    ],
    ['neither of two labels', { app: 'a', track: 'b' }, [{ app: 'c', track: 'd' }], undefined],
    ['something else altogether', { app: 'orders' }, [{ app: 'web' }, { app: 'mysql' }], undefined],
    ['nobody', { app: 'orders' }, [], undefined],
    ['the nearest first', { app: 'webs' }, [{ app: 'web-2' }, { app: 'web' }], 'app=web'],
  ])('%s', (_, selector, pods, labels) => {
    const all = pods.map((one) => labelled(one));
    expect(nearMiss(service({ selector }), all)?.labels).toBe(labels);
  });

  test('are counted', () => {
    const pods = [labelled({ app: 'payments' }), labelled({ app: 'payments' }), labelled({})];
    expect(nearMiss(service({ selector: { app: 'payment' } }), pods)?.pods).toBe(2);
  });
});

test.each<[object, boolean]>([
  [{ app: 'api', track: 'x', more: 'y' }, true],
  [{ app: 'api' }, false],
  [{}, false],
])('a selector takes %o: %s', (labels, expected) => {
  const it = service({ selector: { app: 'api', track: 'x' } });
  expect(isSelected(it, labelled(labels))).toBe(expected);
});
