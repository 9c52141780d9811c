import { useRef } from 'react';

export interface DraftHistory {
  add(line: string): void;
  /** One line older (1) or newer (-1), if `text` is what was recalled last (or nothing at all). */
  recall(step: 1 | -1, text: string): string | undefined;
  isRecalled(text: string): boolean;
}

/** Lines sent before, newest last; `at` counts back from the end, 0 is the empty entry. */
export function createHistory(lines: string[] = []): DraftHistory {
  let at = 0;
  const recalled = () => (at === 0 ? '' : (lines.at(-at) ?? ''));
  return {
    add(line) {
      if (lines.at(-1) !== line) lines.push(line);
      at = 0;
    },
    recall(step, text) {
      if (text === '') at = 0;
      const next = at + step;
      if (text !== recalled() || next < 0 || next > lines.length) return undefined;
      at = next;
      return recalled();
    },
    isRecalled: (text) => text !== '' && text === recalled(),
  };
}

const histories = new Map<string, string[]>();

/** One history per person, shared by the entries of channel and thread. */
export function useDraftHistory(user: string): DraftHistory {
  const kept = useRef<{ user: string; history: DraftHistory }>(null);
  if (kept.current?.user !== user) {
    const lines = histories.get(user) ?? [];
    histories.set(user, lines);
    kept.current = { user, history: createHistory(lines) };
  }
  return kept.current.history;
}
