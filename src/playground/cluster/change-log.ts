/** What changed, in order: for those who listen now, and for those who come back later. */
import type { Change } from './storage.ts';

export interface ChangeLog {
  /** Tells all listeners; returns when each has heard it, unless one of them is speaking. */
  append(change: Change): void;
  subscribe(listener: (change: Change) => void): () => void;
  since(resourceVersion: number): Change[] | undefined;
  /** From here on there is history; before it there is none. */
  forget(before: number): void;
}

/** A listener may write: what that causes waits, so that all see changes in the same order. */
function createDelivery(listeners: Iterable<(change: Change) => void>) {
  const waiting: Change[] = [];
  return (change: Change) => {
    waiting.push(change);
    if (waiting.length > 1) return;
    try {
      for (let next = waiting[0]; next; next = waiting[0]) {
        for (const listener of listeners) listener(next);
        waiting.shift();
      }
    } finally {
      waiting.length = 0;
    }
  };
}

export function createChangeLog(kept: number): ChangeLog {
  const listeners = new Set<(change: Change) => void>();
  const deliver = createDelivery(listeners);
  let changes: Change[] = [];
  let oldest = 0;
  return {
    append(change) {
      changes.push(change);
      // Cutting rarely keeps the cost of a write flat.
      if (changes.length > kept * 2) {
        changes = changes.slice(-kept);
        oldest = Math.max(oldest, (changes[0]?.resourceVersion ?? 1) - 1);
      }
      deliver(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since(resourceVersion) {
      if (resourceVersion < oldest) return undefined;
      const start = changes.findLastIndex((change) => change.resourceVersion <= resourceVersion);
      return changes.slice(start + 1);
    },
    forget(before) {
      oldest = Math.max(oldest, before);
    },
  };
}
