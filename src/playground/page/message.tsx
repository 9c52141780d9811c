import { Avatar } from './avatar.tsx';
import { MessageBody } from './message-body.tsx';
import type { PaneProps } from './pane.ts';
import { type Author, authorOf, replyCount, timeOf } from './select.ts';
import type { Message } from './wire.ts';

type MessageProps = PaneProps & {
  message: Message;
  isChannel: boolean;
  /** Under a message of the same author: without avatar and name. */
  isCompact: boolean;
};

export function MessageItem(props: MessageProps) {
  const { message, state, isCompact, isChannel } = props;
  const author = authorOf(state, message);
  return (
    <li
      className="message"
      data-compact={isCompact}
      data-ephemeral={message.ephemeralFor !== undefined}
      data-testid={`message-${message.ts}`}
    >
      <div className="message-gutter">
        {isCompact ? <Time ts={message.ts} /> : <Avatar {...author} />}
      </div>
      <div className="message-main">
        {message.ephemeralFor && <p className="only-you">◉ Only visible to you</p>}
        {!isCompact && <Byline author={author} message={message} />}
        <MessageBody {...props} />
        {isChannel && <ThreadLink {...props} />}
      </div>
    </li>
  );
}

function Byline({ author, message }: { author: Author; message: Message }) {
  return (
    <p className="byline">
      <strong>{author.name}</strong>
      {author.isBot && <span className="tag tag-app">APP</span>}
      {author.isOutsider && <span className="tag tag-outsider">other company</span>}
      <Time ts={message.ts} />
    </p>
  );
}

function Time({ ts }: { ts: string }) {
  const date = new Date(timeOf(ts));
  const shown = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
  return (
    <time className="time" dateTime={date.toISOString()} title={date.toLocaleString()}>
      {shown}
    </time>
  );
}

function ThreadLink({ message, state, dispatch }: MessageProps) {
  const count = replyCount(state, message);
  if (message.ephemeralFor || (message.deleted && count === 0)) return null;
  return (
    <button
      type="button"
      className={count > 0 ? 'thread-link' : 'thread-link thread-start'}
      aria-pressed={state.thread === message.ts}
      data-testid={`thread-open-${message.ts}`}
      onClick={() => dispatch({ type: 'thread', ts: message.ts })}
    >
      {count === 0 ? 'Reply in thread' : count === 1 ? '1 reply' : `${count} replies`}
      <span aria-hidden="true"> ›</span>
    </button>
  );
}
