import { useEffect } from 'react';
import type { PaneProps } from './pane.ts';
import type { Notice } from './state.ts';

const SHOWN_MS = 8000;

export function Notices({ state, dispatch }: PaneProps) {
  return (
    <div className="notices" role="alert">
      {state.notices.map((notice) => (
        <Toast
          key={notice.id}
          notice={notice}
          onGone={() => dispatch({ type: 'notice-gone', id: notice.id })}
        />
      ))}
    </div>
  );
}

function Toast({ notice, onGone }: { notice: Notice; onGone(): void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time runs once per notice
  useEffect(() => {
    const timer = setTimeout(onGone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice.id]);
  return (
    <div className="notice">
      <span>{notice.text}</span>
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={onGone}>
        ✕
      </button>
    </div>
  );
}
