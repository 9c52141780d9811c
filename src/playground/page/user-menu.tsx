import type { KeyboardEvent } from 'react';
import { Avatar } from './avatar.tsx';
import type { User, Workspace } from './wire.ts';

interface UserMenuProps {
  workspace: Workspace;
  me: string;
  onChoose(user: string): void;
}

export function UserMenu({ workspace, me, onChoose }: UserMenuProps) {
  return (
    <div className="switcher-menu" role="menu" onKeyDown={moveWithArrows}>
      {workspace.users.map((user) => (
        <UserItem
          key={user.id}
          user={user}
          isMe={user.id === me}
          isOutsider={user.teamId !== workspace.team.id}
          onChoose={() => onChoose(user.id)}
        />
      ))}
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
