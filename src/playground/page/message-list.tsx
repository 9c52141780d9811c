import type { ReactNode } from 'react';
import { MessageItem } from './message.tsx';
import type { PaneProps } from './pane.ts';
import { isOwn, isSameBreath } from './select.ts';
import { useStickToNewest } from './use-stick-to-newest.ts';
import type { Message } from './wire.ts';

type MessageListProps = PaneProps & {
  messages: Message[];
  label: string;
  /** In the channel, roots link to their thread; in the thread they do not. */
  isChannel?: boolean;
  children?: ReactNode;
};

export function MessageList(props: MessageListProps) {
  const { messages, label, children, isChannel = false } = props;
  const own = messages.findLast((message) => isOwn(props.state.user, message))?.ts;
  const { scroller, content, isAway, jump } = useStickToNewest(own);
  return (
    <div className="list-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <section ref={scroller} className="list" aria-label={label} tabIndex={0}>
        <div ref={content} className="list-content">
          {children}
          <ol className="messages">
            {messages.map((message, index) => (
              <MessageItem
                key={message.ts}
                {...props}
                message={message}
                isChannel={isChannel}
                isCompact={isSameBreath(messages[index - 1], message)}
              />
            ))}
          </ol>
        </div>
      </section>
      {isAway && (
        <button type="button" className="jump" onClick={jump} data-testid="jump-newest">
          ↓ Jump to newest
        </button>
      )}
    </div>
  );
}
