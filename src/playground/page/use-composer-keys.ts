import type { KeyboardEvent } from 'react';
import type { DraftHistory } from './draft-history.ts';
import type { HintList } from './use-hints.ts';

interface Entry {
  text: string;
  setText(text: string): void;
  hints: HintList;
  history: DraftHistory;
  accept(hint: string): void;
  send(): void;
}

/**
 * Enter sends, Shift+Enter breaks the line. While hints are shown, arrows and Escape are theirs,
 * Tab takes the marked (or first) one; Enter takes a hint only if one was marked. In an empty entry
 * ArrowUp brings back what was sent.
 */
export function useComposerKeys(entry: Entry) {
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (onHintKey(event, entry) || onHistoryKey(event, entry)) return event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    entry.send();
  };
}

function onHintKey(event: KeyboardEvent, { hints, accept }: Entry): boolean {
  if (hints.list.length === 0 || event.shiftKey) return false;
  const marked = hints.list[hints.active];
  const taken = event.key === 'Tab' ? (marked ?? hints.list[0]) : marked;
  if (event.key === 'ArrowDown') hints.move(1);
  else if (event.key === 'ArrowUp') hints.move(-1);
  else if (event.key === 'Escape') hints.close();
  else if ((event.key === 'Tab' || event.key === 'Enter') && taken) accept(taken);
  else return false;
  return true;
}

function onHistoryKey({ key }: KeyboardEvent, { text, setText, history }: Entry): boolean {
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
  const recalled = history.recall(key === 'ArrowUp' ? 1 : -1, text);
  if (recalled !== undefined) setText(recalled);
  return recalled !== undefined;
}
