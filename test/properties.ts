import fc, { type IProperty } from 'fast-check';
import { it } from 'vitest';

const asked = Number(process.env.PORTOLAN_PROPERTY_RUNS) || undefined;

/**
 * A test that a property holds for whatever is thrown at it: `usualRuns` times, which keeps a file
 * within a few seconds, or as often as PORTOLAN_PROPERTY_RUNS says and then without a time limit.
 * A failure names the seed and the path that repeat it.
 */
export function proves<T>(sentence: string, usualRuns: number, property: IProperty<T>): void {
  it(sentence, { ...(asked && { timeout: 0 }) }, () => {
    fc.assert(property, { numRuns: asked ?? usualRuns });
  });
}
