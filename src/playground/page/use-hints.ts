import { useEffect, useState } from 'react';
import { api } from './api.ts';

export interface HintList {
  list: string[];
  /** Index of the marked hint, -1 for none: Enter then sends what is typed. */
  active: number;
  move(step: number): void;
  close(): void;
}

const TYPING_MS = 60;
const MOST = 8;

/** Completions for a line that starts a command; asked for when the typing pauses. */
export function useHints(text: string): HintList {
  const [list, setList] = useState<string[]>([]);
  const [active, setActive] = useState(-1);
  const [closedAt, setClosedAt] = useState<string>();
  useEffect(() => {
    setActive(-1);
    if (!/^[/@]/.test(text) || text === closedAt) return setList([]);
    const abort = new AbortController();
    const show = (hints: string[]) => {
      if (abort.signal.aborted) return;
      setList(hints.filter((hint) => hint.trim() !== text.trim()).slice(0, MOST));
    };
    const ask = () => api.hints(text, abort.signal).then(show, () => show([]));
    const timer = setTimeout(ask, TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, closedAt]);
  const move = (step: number) =>
    setActive(
      (now) => (now < 0 && step < 0 ? list.length : now + step + list.length) % list.length,
    );
  return { list, active, move, close: () => setClosedAt(text) };
}
