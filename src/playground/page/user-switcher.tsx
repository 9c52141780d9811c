import { type KeyboardEvent, useRef, useState } from 'react';
import { Avatar } from './avatar.tsx';
import type { PaneProps } from './pane.ts';
import { UserMenu } from './user-menu.tsx';
import type { User } from './wire.ts';

/** Who you are in this browser: an approval needs somebody else than who asked. */
export function UserSwitcher({ state, workspace, dispatch }: PaneProps) {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const me = workspace.users.find(({ id }) => id === state.user);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    close();
  };
  const choose = (user: string) => {
    dispatch({ type: 'user', user });
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to keys of the menu inside
    <div
      className="switcher"
      onKeyDown={closeOnEscape}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      {isOpen && <UserMenu workspace={workspace} me={state.user} onChoose={choose} />}
      <button
        ref={opener}
        type="button"
        className="switcher-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-testid="user-switcher"
        onClick={() => setOpen(!isOpen)}
      >
        <Me user={me} />
      </button>
    </div>
  );
}

function Me({ user }: { user: User | undefined }) {
  return (
    <>
      <Avatar name={user?.realName ?? '?'} color={user?.color ?? ''} size="small" />
      <span className="switcher-text">
        <span className="switcher-you">You are</span>
        <span className="switcher-name">{user?.realName ?? 'nobody'}</span>
      </span>
      <span aria-hidden="true">▾</span>
    </>
  );
}
