import { type KeyboardEvent, useRef, useState } from 'react';
import type { PaneProps } from './app.tsx';
import { Avatar } from './avatar.tsx';
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
      {isOpen && (
        <div className="switcher-menu" role="menu" onKeyDown={moveWithArrows}>
          {workspace.users.map((user) => (
            <UserItem
              key={user.id}
              user={user}
              isMe={user.id === state.user}
              isOutsider={user.teamId !== workspace.team.id}
              onChoose={() => choose(user.id)}
            />
          ))}
        </div>
      )}
      <button
        ref={opener}
        type="button"
        className="switcher-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-testid="user-switcher"
        onClick={() => setOpen(!isOpen)}
      >
        <Avatar name={me?.realName ?? '?'} color={me?.color ?? ''} size="small" />
        <span className="switcher-text">
          <span className="switcher-you">You are</span>
          <span className="switcher-name">{me?.realName ?? 'nobody'}</span>
        </span>
        <span aria-hidden="true">▾</span>
      </button>
    </div>
  );
}

interface UserItemProps {
  user: User;
  isMe: boolean;
  isOutsider: boolean;
  onChoose(): void;
}

function UserItem({ user, isMe, isOutsider, onChoose }: UserItemProps) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={isMe}
      // biome-ignore lint/a11y/noAutofocus: an opened menu takes the focus, at the current choice
      autoFocus={isMe}
      className="switcher-item"
      data-testid={`user-${user.name}`}
      onClick={onChoose}
    >
      <Avatar name={user.realName} color={user.color} size="small" />
      <span className="switcher-name">{user.realName}</span>
      {isOutsider && <span className="tag tag-outsider">other company</span>}
      {isMe && <span aria-hidden="true">✓</span>}
    </button>
  );
}

function moveWithArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll('button')];
  const now = items.findIndex((item) => item.matches(':focus'));
  items[(now + step + items.length) % items.length]?.focus();
}
