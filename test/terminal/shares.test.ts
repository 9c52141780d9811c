import { describe, expect, test } from 'vitest';
import type { Shares } from '../../src/report.ts';
import { split } from '../slack/blocks.examples.ts';
import { linesOf } from './reading.ts';

const bars = (parts: Shares['parts']) =>
  linesOf({ kind: 'shares', title: 'Split', parts }).slice(1);

describe('a split in a terminal', () => {
  test('is a bar for each part, shaded from what it is to what it would be', () => {
    expect(linesOf(split)).toEqual([
      'Traffic of shop.example.com/api',
      'api-service  ██████████████▒▒░░░░  80 %  asked for 70 %  3 of 3 endpoints ready',
      'api-canary   ████▒▒░░░░░░░░░░░░░░  20 %  asked for 30 %  1 of 1 endpoint ready',
    ]);
  });

  test('sets below each other what has no room beside it', () => {
    expect(linesOf(split, 60)).toEqual([
      'Traffic of shop.example.com/api',
      'api-service  ██████████████▒▒░░░░  80 %  asked for 70 %',
      '    3 of 3 endpoints ready',
      'api-canary   ████▒▒░░░░░░░░░░░░░░  20 %  asked for 30 %',
      '    1 of 1 endpoint ready',
    ]);
    expect(linesOf(split, 40).slice(1, 4)).toEqual([
      'api-service',
      '  ███████████▒▒░░░  80 %  asked for 70 %',
      '    3 of 3 endpoints ready',
    ]);
  });

  test('shows that little is not nothing, and that most is not all', () => {
    expect(
      bars([
        { label: '`stable`', share: 1 - 1 / 3000 },
        { label: '`canary`', share: 1 / 3000 },
      ]),
    ).toEqual(['stable  ███████████████████░  > 99.9 %', 'canary  █░░░░░░░░░░░░░░░░░░░   < 0.1 %']);
  });

  test('shows a share as fine as it was asked for', () => {
    expect(bars([{ label: 'canary', share: 0.0005, other: 0.1225 }])).toEqual([
      'canary  █▒░░░░░░░░░░░░░░░░░░  0.05 %',
    ]);
  });

  test('shows nobody a share where nobody gets anything', () => {
    expect(bars([{ label: 'stable', share: 0 }])).toEqual(['stable  ░░░░░░░░░░░░░░░░░░░░  0 %']);
    expect(bars([])).toEqual(['none']);
  });

  test('compares only those parts of which something else is known', () => {
    const parts = [...split.parts.slice(0, 1), { label: 'new', share: 0.2, detail: 'not yet' }];
    expect(linesOf({ ...split, parts }).slice(1)).toEqual([
      'api-service  ██████████████▒▒░░░░  80 %  asked for 70 %  3 of 3 endpoints ready',
      'new          ████░░░░░░░░░░░░░░░░  20 %                  not yet',
    ]);
  });
});
