import { useEffect, useRef } from 'react';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import type { PaneProps } from './pane.ts';
import { threadMessages } from './select.ts';

/** At the right of the channel; on a narrow screen over it, with a way back. */
export function ThreadPane(props: PaneProps & { root: string }) {
  const { root, state, workspace, dispatch } = props;
  const channel = workspace.channels.find(({ id }) => id === state.channel);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const close = () => dispatch({ type: 'thread' });
  return (
    <aside className="pane thread-pane" aria-label="Thread" data-testid="thread-pane">
      <header className="pane-header">
        <BackButton onClick={close} />
        <div className="pane-title">
          <h2 ref={heading} tabIndex={-1}>
            Thread
          </h2>
          <p className="topic"># {channel?.name}</p>
        </div>
        <button
          type="button"
          className="icon-button close-button"
          aria-label="Close the thread"
          data-testid="thread-close"
          onClick={close}
        >
          ✕
        </button>
      </header>
      <MessageList
        {...props}
        messages={threadMessages(state, root)}
        label="Messages of the thread"
      />
      <Composer
        {...props}
        threadTs={root}
        placeholder={`Reply, or ask @${workspace.bot.name.toLowerCase()}`}
      />
    </aside>
  );
}

function BackButton({ onClick }: { onClick(): void }) {
  return (
    <button type="button" className="icon-button back-button" aria-label="Back" onClick={onClick}>
      ‹
    </button>
  );
}
