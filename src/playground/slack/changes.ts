import type { Message } from './slack.ts';

/** What the page is told as it happens; the page's own schema is `page/wire.ts`. */
export type Change =
  | { type: 'message' | 'update' | 'delete'; message: Message }
  | { type: 'view'; user: string; view: Record<string, unknown> | null }
  | { type: 'notice'; text: string; user?: string };

export interface NumberedChange {
  id: number;
  change: Change;
}

export interface Changes {
  publish(change: Change): void;
  /** Wakes those who wait for a state that no page shows, such as a call that was logged. */
  touch(): void;
  subscribe(listener: (change?: NumberedChange) => void): () => void;
  since(id: number): NumberedChange[];
}

/** How many changes a page that lost its connection can catch up on. */
const REMEMBERED = 500;

export function createChanges(): Changes {
  const listeners = new Set<(change?: NumberedChange) => void>();
  const recent: NumberedChange[] = [];
  let last = 0;
  const tell = (change?: NumberedChange) => {
    for (const listener of [...listeners]) listener(change);
  };
  return {
    publish(change) {
      const numbered = { id: ++last, change: structuredClone(change) };
      recent.push(numbered);
      if (recent.length > REMEMBERED) recent.shift();
      tell(numbered);
    },
    touch: () => tell(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since: (id) => recent.filter((change) => change.id > id),
  };
}

/**
 * Resolves with the first truthy answer of the predicate, which is asked again after every change.
 * The interval covers predicates over things the emulated Slack cannot see, such as a fake clock.
 * A predicate may throw, say about a channel that is still to come; its last error is the cause.
 */
export function waitFor<T>(
  changes: Changes,
  predicate: () => T | undefined | null | false,
  options: { timeoutMs: number; describe: () => string },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      unsubscribe();
      clearInterval(interval);
      clearTimeout(timeout);
    };
    let cause: unknown;
    const ask = () => {
      try {
        const answer = predicate();
        if (!answer) return;
        stop();
        resolve(answer);
      } catch (error) {
        cause = error;
      }
    };
    const unsubscribe = changes.subscribe(ask);
    const interval = setInterval(ask, 20);
    const timeout = setTimeout(() => {
      stop();
      const story = `Nothing came within ${options.timeoutMs} ms. ${options.describe()}`;
      reject(new Error(story, { cause }));
    }, options.timeoutMs);
    ask();
  });
}
