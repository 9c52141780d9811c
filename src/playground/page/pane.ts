import type { Action, State } from './state.ts';
import type { Theme } from './use-theme.ts';
import type { Workspace } from './wire.ts';

/** What every pane needs; `dispatch` is the page's own state, `api` is the server. */
export interface PaneProps {
  state: State;
  workspace: Workspace;
  theme: Theme;
  dispatch(action: Action): void;
}
