import { useEffect, useState } from 'react';
import { api } from './api.ts';

export interface HintList {
  list: string[];
  /** How the command is used: to be read, since its `<service>` is no text to send. */
  usage: string | undefined;
  /** Index of the marked hint, -1 for none: Enter then sends what is typed. */
  active: number;
  move(step: number): void;
  close(): void;
}

const TYPING_MS = 60;
const MOST = 8;

/**
 * Completions for a line that starts a command; asked for when the typing pauses. Which of them are
 * shown is worked out while rendering: what an effect takes away may still be there when the next
 * key comes, and that key would then be the hints' instead of the entry's.
 */
export function useHints(text: string): HintList {
  const [known, setKnown] = useState<string[]>([]);
  const [mark, setMark] = useState({ text: '', hint: '' });
  const [closedAt, setClosedAt] = useState<string>();
  const isOpen = /^[/@]/.test(text) && text !== closedAt;
  useEffect(() => {
    if (!isOpen) return setKnown([]);
    const abort = new AbortController();
    const show = (hints: string[]) => {
      if (!abort.signal.aborted) setKnown(hints);
    };
    const ask = () => api.hints(text, abort.signal).then(show, () => show([]));
    const timer = setTimeout(ask, TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, isOpen]);
  const shown = isOpen ? known.filter((hint) => hint.trim() !== text.trim()).slice(0, MOST) : [];
  const list = shown.filter((hint) => !isUsage(hint));
  const usage = shown.find(isUsage);
  const active = mark.text === text ? list.indexOf(mark.hint) : -1;
  const move = (step: number) => {
    const from = active < 0 && step < 0 ? list.length : active;
    const hint = list[(from + step + list.length) % list.length];
    if (hint) setMark({ text, hint });
  };
  return { list, usage, active, move, close: () => setClosedAt(text) };
}

const isUsage = (hint: string) => /[<[]/.test(hint);
