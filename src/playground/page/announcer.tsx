import { useState } from 'react';
import { authorOf, visibleMessages } from './select.ts';
import type { State } from './state.ts';

/**
 * Reads new messages to those who cannot see them come: one polite line, not the whole list, since
 * a checklist that fills in would otherwise be read again at every step. Mounted anew (by `key`)
 * for each channel and person, so that what was there already is not news.
 */
export function Announcer({ state }: { state: State }) {
  const last = visibleMessages(state).at(-1);
  const [known] = useState(last?.ts ?? '');
  const isNews = last && last.ts > known && last.user !== state.user;
  return (
    <div className="sr-only" aria-live="polite" aria-atomic="true">
      {isNews && `${authorOf(state, last).name}: ${last.text}`}
    </div>
  );
}
