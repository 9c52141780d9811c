import { Banner } from './banner.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import type { PaneProps } from './pane.ts';
import { channelMessages } from './select.ts';
import { Welcome } from './welcome.tsx';

export function ChannelPane(props: PaneProps) {
  const { state, workspace, dispatch } = props;
  const channel = workspace.channels.find(({ id }) => id === state.channel);
  if (!channel) return null;
  const messages = channelMessages(state);
  return (
    <main className="pane channel-pane">
      <header className="pane-header">
        <button
          type="button"
          className="icon-button drawer-button"
          aria-label="Channels"
          aria-expanded={state.isDrawerOpen}
          data-testid="drawer-open"
          onClick={() => dispatch({ type: 'drawer', isOpen: true })}
        >
          ☰
        </button>
        <div className="pane-title">
          <h1>
            <span aria-hidden="true"># </span>
            {channel.name}
            {channel.isExtShared && <span className="tag">shared with another company</span>}
          </h1>
          <p className="topic">{channel.topic}</p>
        </div>
        {!channel.isMember && (
          <span className="tag tag-quiet">{workspace.bot.name} is not here</span>
        )}
      </header>
      <Banner link={state.link} />
      <MessageList {...props} messages={messages} label={`Messages in ${channel.name}`} isChannel>
        <Welcome {...props} channel={channel} isEmpty={messages.length === 0} />
      </MessageList>
      <Composer {...props} placeholder={`Message #${channel.name}, or type /svc`} />
    </main>
  );
}
