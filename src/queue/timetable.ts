/** Runs things at their time, so many at once. Its timer does not keep the process alive. */
export interface TimetableOptions<T> {
  now: () => Date;
  /** How many run at the same time. */
  concurrency: number;
  /** Must not reject. */
  run(item: T): Promise<void>;
}

export interface Timetable<T extends object> {
  add(item: T, afterSeconds: number): void;
  /** Whether it was still waiting; it will not run then. */
  remove(item: T): boolean;
  /** Resolves when nothing runs and nothing waits, be it for a later time. */
  idle(): Promise<void>;
  /** Forgets what waits and what is added later; resolves when nothing runs any more. */
  close(): Promise<void>;
}

export function createTimetable<T extends object>(options: TimetableOptions<T>): Timetable<T> {
  const { now, concurrency, run } = options;
  /** Items and when they are due, in ms since 1970. */
  const waiting = new Map<T, number>();
  const running = new Set<Promise<void>>();
  const idlers: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** Starts what is due and has room, and wakes up for the next. */
  function turn(): void {
    clearTimeout(timer);
    const time = now().getTime();
    const byTime = [...waiting].sort(([, a], [, b]) => a - b);
    const due = byTime.filter(([, at]) => at <= time);
    for (const [item] of due.slice(0, concurrency - running.size)) start(item);
    const next = byTime[due.length];
    if (next) timer = setTimeout(turn, next[1] - time).unref();
    if (running.size + waiting.size === 0) for (const resolve of idlers.splice(0)) resolve();
  }

  /** Not at once: whoever added it goes on first. */
  function start(item: T): void {
    waiting.delete(item);
    const ended = Promise.resolve(item)
      .then(run)
      .finally(() => {
        running.delete(ended);
        turn();
      });
    running.add(ended);
  }

  return {
    add(item, afterSeconds) {
      if (isClosed) return;
      waiting.set(item, now().getTime() + afterSeconds * 1000);
      turn();
    },
    remove(item) {
      const isRemoved = waiting.delete(item);
      turn();
      return isRemoved;
    },
    idle() {
      const { promise, resolve } = Promise.withResolvers<void>();
      idlers.push(resolve);
      turn();
      return promise;
    },
    async close() {
      isClosed = true;
      waiting.clear();
      turn();
      await Promise.all(running);
    },
  };
}
