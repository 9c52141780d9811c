import { describe, expect, it } from 'vitest';
import { wrap } from '../../src/terminal/width.ts';

describe('lines', () => {
  it('breaks between words and never within a name', () => {
    expect(wrap('  the pod `api 1` does not answer', 16)).toEqual([
      '  the pod',
      '  `api 1` does',
      '  not answer',
    ]);
  });
});
