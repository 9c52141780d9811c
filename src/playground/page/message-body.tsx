import { useMemo, useState } from 'react';
import { api } from './api.ts';
import { Blocks } from './blocks/blocks.tsx';
import { type Deed, deedKey, InteractionContext } from './blocks/interaction.ts';
import { Mrkdwn } from './blocks/library.tsx';
import type { PaneProps } from './pane.ts';
import type { Message } from './wire.ts';

/** Text or blocks, and what happens when something in them is pressed. */
export function MessageBody(props: PaneProps & { message: Message }) {
  const { message, theme, workspace } = props;
  const { pending, act } = useDeeds(props);
  const interaction = useMemo(
    () => ({ workspace, theme, pending, act }),
    [workspace, theme, pending, act],
  );
  if (message.deleted) return <p className="muted">This message was deleted.</p>;
  return (
    <InteractionContext value={interaction}>
      {message.blocks?.length ? <Blocks blocks={message.blocks} /> : <Mrkdwn text={message.text} />}
      {message.edited && <span className="edited">(edited)</span>}
      {message.reactions && message.reactions.length > 0 && (
        <div className="reactions">
          <Mrkdwn text={message.reactions.map((name) => `:${name}:`).join(' ')} />
        </div>
      )}
    </InteractionContext>
  );
}

/** Codes of Slack (`operation_timeout`) come with a notice of the server that says it in words. */
function isCode(error: string): boolean {
  return /^[a-z_]+$/.test(error);
}

function useDeeds({ message, state, dispatch }: PaneProps & { message: Message }) {
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const { user } = state;
  const { channel, ts } = message;
  const act = async (deed: Deed) => {
    const key = deedKey(deed);
    setPending((keys) => new Set(keys).add(key));
    const answer = await api.click({ user, channel, ts, ...deed });
    setPending((keys) => new Set([...keys].filter((other) => other !== key)));
    const { ok, error = 'The click was refused.' } = answer;
    if (!ok && !isCode(error)) dispatch({ type: 'notice', text: error });
  };
  return { pending, act };
}
