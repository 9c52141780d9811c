import { useEffect, useRef } from 'react';
import { Mark } from './mark.tsx';
import type { PaneProps } from './pane.ts';
import { UserSwitcher } from './user-switcher.tsx';
import type { Channel } from './wire.ts';

/** Workspace, channels, who you are. On a narrow screen it is a drawer over the channel. */
export function Sidebar(props: PaneProps & { onToggleTheme(): void }) {
  const { state, workspace, dispatch } = props;
  const ref = useDrawerFocus(state.isDrawerOpen);
  const close = () => dispatch({ type: 'drawer', isOpen: false });
  return (
    <>
      <button
        type="button"
        className="scrim"
        aria-label="Close the channel list"
        tabIndex={state.isDrawerOpen ? 0 : -1}
        onClick={close}
      />
      <aside
        ref={ref}
        className="sidebar"
        tabIndex={-1}
        aria-label="Workspace"
        onKeyDown={(event) => event.key === 'Escape' && close()}
      >
        <Header {...props} />
        <nav aria-label="Channels" className="channels">
          <h2>Channels</h2>
          <ul>
            {workspace.channels.map((channel) => (
              <li key={channel.id}>
                <ChannelLink {...props} channel={channel} />
              </li>
            ))}
          </ul>
        </nav>
        <UserSwitcher {...props} />
      </aside>
    </>
  );
}

function Header(props: PaneProps & { onToggleTheme(): void }) {
  return (
    <header className="sidebar-header">
      <Mark size={40} />
      <div>
        <p className="wordmark">Portolan</p>
        <p className="sidebar-team">{props.workspace.team.name} · playground</p>
      </div>
      <ThemeToggle {...props} />
    </header>
  );
}

function ChannelLink({ channel, state, dispatch }: PaneProps & { channel: Channel }) {
  const unread = state.unread[channel.id] ?? 0;
  return (
    <button
      type="button"
      className="channel-link"
      aria-current={channel.id === state.channel ? 'page' : undefined}
      data-unread={unread > 0}
      data-testid={`channel-${channel.name}`}
      onClick={() => dispatch({ type: 'channel', channel: channel.id })}
    >
      <span aria-hidden="true">#</span>
      <span className="channel-name">{channel.name}</span>
      {channel.isExtShared && <span className="tag">shared</span>}
      {unread > 0 && (
        <span className="unread">
          {unread}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </button>
  );
}

function ThemeToggle({ theme, onToggleTheme }: { theme: string; onToggleTheme(): void }) {
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="icon-button theme-toggle"
      aria-label={`Switch to the ${other} theme`}
      data-testid="theme-toggle"
      onClick={onToggleTheme}
    >
      <span aria-hidden="true">{theme === 'dark' ? '☀' : '☾'}</span>
    </button>
  );
}

function useDrawerFocus(isOpen: boolean) {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) ref.current?.focus();
  }, [isOpen]);
  return ref;
}
