/** What is written, in lines: exact, and short enough to be read. */
import { expect, test } from 'vitest';
import { changedLines, diffText } from '../../src/canary/diff.ts';
import type { Json, PatchOperation } from '../../src/patch.ts';

const place = { kind: 'ingresses' as const, namespace: 'shop', name: 'api' };
const path = '/metadata/annotations/alb.ingress.kubernetes.io~1actions.api';

function shown(before: Json | undefined, after: Json): string[] {
  const tests: PatchOperation[] = before === undefined ? [] : [{ op: 'test', path, value: before }];
  const operations: PatchOperation[] = [...tests, { op: 'add', path, value: after }];
  return diffText(changedLines({ ...place, operations }))
    .split('\n')
    .slice(1);
}

const action = (own: string, other: string) =>
  `{"type":"forward","forwardConfig":{"targetGroups":[${own},${other}]}}`;
const group = (name: string, weight: number) => `{"serviceName":"${name}","weight":${weight}}`;

test('of a JSON text only the objects that change are shown', () => {
  const before = action(group('api', 80), group('api-canary', 20));
  expect(shown(before, action(group('api', 80), group('api-canary', 30)))).toEqual([
    '- {"serviceName":"api-canary","weight":20}',
    '+ {"serviceName":"api-canary","weight":30}',
    '(all else in it stays as it is)',
  ]);
});

test('a JSON text that changes around them is shown whole', () => {
  const before = action(group('api', 80), group('api-canary', 20));
  const after = before.replace('forward"', 'redirect"');
  expect(shown(before, after)).toEqual([`- ${before}`, `+ ${after}`]);
});

test('a value that was not there is only added', () => {
  expect(shown(undefined, '30')).toEqual(['+ 30']);
});
