import type { State } from './state.ts';

/** Says that what you see may be old. The browser reconnects by itself; this only tells. */
export function Banner({ link }: { link: State['link'] }) {
  return (
    <div role="status">
      {link === 'broken' && (
        <p className="banner" data-testid="banner">
          <span className="spinner" aria-hidden="true" />
          Lost touch with the playground server. Reconnecting…
        </p>
      )}
    </div>
  );
}
