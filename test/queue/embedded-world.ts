/** Embedded queues whose time passes when a test says so, and what they logged. */
import { afterEach, beforeEach, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import {
  createEmbeddedQueue,
  type EmbeddedQueue,
  type EmbeddedQueueOptions,
} from '../../src/queue/embedded.ts';
import { done } from './queue.contract.ts';

export interface EmbeddedWorld {
  start(options: Omit<EmbeddedQueueOptions, 'log'>): EmbeddedQueue;
  pass(seconds: number): Promise<void>;
  logged: string[];
}

/** Call it at the top of a test file: every test gets the clock at 0, and its queues are closed. */
export function embeddedWorld(): EmbeddedWorld {
  const queues: EmbeddedQueue[] = [];
  const logged: string[] = [];
  const log = createLog({ write: (line) => void logged.push(line) });
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
    logged.length = 0;
  });
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.close()));
    vi.useRealTimers();
  });
  return {
    logged,
    start(options) {
      const queue = createEmbeddedQueue({ ...options, log });
      queues.push(queue);
      return queue;
    },
    async pass(seconds) {
      await vi.advanceTimersByTimeAsync(seconds * 1000);
    },
  };
}

/** A handler that waits until it is told to go on. */
export function gate() {
  const open: (() => void)[] = [];
  const handle = () =>
    new Promise<typeof done>((resolve) => {
      open.push(() => resolve(done));
    });
  return { handle, open };
}
