import { Announcer } from './announcer.tsx';
import { api } from './api.ts';
import { InteractionContext } from './blocks/interaction.ts';
import { ChannelPane } from './channel-pane.tsx';
import { Notices } from './notices.tsx';
import type { PaneProps } from './pane.ts';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread.tsx';
import { useTheme } from './use-theme.ts';
import { useWorkspace } from './use-workspace.ts';
import { ViewModal } from './view-modal.tsx';

const NOTHING_PENDING: ReadonlySet<string> = new Set();

export function App() {
  const [state, dispatch] = useWorkspace();
  const { theme, toggle } = useTheme();
  const { workspace, thread } = state;
  if (!workspace) return <Opening isBroken={state.link === 'broken'} />;
  const props: PaneProps = { state, workspace, theme, dispatch };
  return (
    <div className="app" data-thread={thread !== undefined} data-drawer={state.isDrawerOpen}>
      <Sidebar {...props} onToggleTheme={toggle} />
      <ChannelPane key={state.channel} {...props} />
      {thread && <ThreadPane key={thread} {...props} root={thread} />}
      <OpenView {...props} />
      <Notices {...props} />
      <Announcer key={`${state.channel} ${state.user}`} state={state} />
    </div>
  );
}

/** In a modal only inputs work: the page can submit a view, not press a button inside it. */
function OpenView({ state, workspace, theme, dispatch }: PaneProps) {
  const { user } = state;
  const view = state.views[user];
  if (!view) return null;
  const close = () => {
    dispatch({ type: 'view-closed', user });
    void api.closeView({ user, viewId: view.id });
  };
  const interaction = { workspace, theme, pending: NOTHING_PENDING, act: () => undefined };
  return (
    <InteractionContext value={interaction}>
      <ViewModal
        key={view.id}
        view={view}
        onSubmit={(values) => api.submitView({ user, viewId: view.id, values })}
        onClose={close}
      />
    </InteractionContext>
  );
}

function Opening({ isBroken }: { isBroken: boolean }) {
  return (
    <main className="opening">
      <img src="/mark.svg" width={72} height={72} alt="" />
      <p role="status">
        {isBroken ? 'The playground server does not answer. Trying again…' : 'Opening the chart…'}
      </p>
    </main>
  );
}
