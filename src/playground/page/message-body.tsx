import { useMemo, useState } from 'react';
import { api } from './api.ts';
import { Blocks } from './blocks/blocks.tsx';
import { type Deed, deedKey, InteractionContext } from './blocks/interaction.ts';
import { Mrkdwn } from './blocks/library.tsx';
import { illustrate } from './graph/graph.ts';
import { GraphFigure } from './graph/graph-figure.tsx';
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
      <Content {...message} />
      {message.edited && <span className="edited">(edited)</span>}
      {message.reactions && message.reactions.length > 0 && (
        <div className="reactions">
          <Mrkdwn text={message.reactions.map((name) => `:${name}:`).join(' ')} />
        </div>
      )}
    </InteractionContext>
  );
}

function Content({ text, blocks = [], metadata }: Message) {
  const illustrated = useMemo(() => illustrate(blocks, metadata), [blocks, metadata]);
  if (blocks.length === 0) return <Mrkdwn text={text} />;
  if (!illustrated) return <Blocks blocks={blocks} />;
  return (
    <>
      <Blocks blocks={illustrated.before} />
      <GraphFigure graph={illustrated.graph}>
        <Blocks blocks={illustrated.text} />
      </GraphFigure>
      <Blocks blocks={illustrated.after} />
    </>
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
