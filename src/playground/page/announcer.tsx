import { authorOf, visibleMessages } from './select.ts';
import type { State } from './state.ts';

/**
 * Reads new messages to those who cannot see them come: one polite line, not the whole list, since
 * a checklist that fills in would otherwise be read again at every step.
 */
export function Announcer({ state }: { state: State }) {
  const last = visibleMessages(state).at(-1);
  return (
    <div className="sr-only" aria-live="polite" aria-atomic="true">
      {last && last.user !== state.user && `${authorOf(state, last).name}: ${last.text}`}
    </div>
  );
}
