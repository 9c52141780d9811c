/** What a Job's reads cost. Kept per door, so that two Jobs on one connection do not mix. */
import type { Reads } from '../snapshot.ts';

/** Requests of one question: each waits for the one before it. */
export interface Chain {
  sent(): void;
  received(bytes: number): void;
}

/** One `read()`: its questions go out together. */
export interface Wave {
  chain(): Chain;
  end(): void;
}

export interface Counters {
  begin(): Wave;
  reads(): Reads;
}

export function createCounters(clock: () => number = () => performance.now()): Counters {
  const total = { requests: 0, roundTrips: 0, bytes: 0, ms: 0 };
  let underWay = 0;
  let since = 0;
  /** Length of the longest chain whose read has ended: only that can have been waited for. */
  let settled = 0;

  function begin(): Wave {
    const base = settled;
    let deepest = base;
    if (underWay++ === 0) since = clock();
    return {
      chain() {
        let depth = base;
        return {
          sent() {
            total.requests += 1;
            depth += 1;
            deepest = Math.max(deepest, depth);
            total.roundTrips = Math.max(total.roundTrips, depth);
          },
          received(bytes) {
            total.bytes += bytes;
          },
        };
      },
      end() {
        settled = Math.max(settled, deepest);
        if (--underWay === 0) total.ms += clock() - since;
      },
    };
  }

  return {
    begin,
    reads() {
      const running = underWay > 0 ? clock() - since : 0;
      return { ...total, ms: Math.round(total.ms + running) };
    },
  };
}
