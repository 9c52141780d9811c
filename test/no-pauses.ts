import { afterEach, beforeEach, vi } from 'vitest';

/**
 * Call it at the top of a test file where clients of AWS or Slack try again: how long they pause is
 * drawn at random, from nothing up, and here it is the least.
 */
export function noPauses(): void {
  beforeEach(() => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    vi.mocked(Math.random).mockRestore();
  });
}
