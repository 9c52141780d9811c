/**
 * Slack allows about 50 updates of a message a minute: of states that follow each other quickly only
 * the newest is shown, one per interval, in order, never two calls at once.
 */
export interface Coalesced<T> {
  /** Replaces what waits to be shown. */
  show(state: T): void;
  /** Shows what waits, at once, and resolves when it is shown. */
  flush(): Promise<void>;
}

const updateIntervalMs = 1200;

export function coalesce<T>(put: (state: T) => Promise<void>): Coalesced<T> {
  let waiting: { state: T } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let putting = Promise.resolve();

  const putWaiting = () => {
    timer = undefined;
    const next = waiting;
    waiting = undefined;
    if (next) putting = putting.then(() => put(next.state));
    return putting;
  };
  return {
    show(state) {
      waiting = { state };
      // A failure on the way is not lost: the flush at the end awaits the same chain.
      timer ??= setTimeout(() => putWaiting().catch(() => undefined), updateIntervalMs);
    },
    flush() {
      clearTimeout(timer);
      return putWaiting();
    },
  };
}
