import { useRef } from 'react';
import { useDraftHistory } from './draft-history.ts';
import { Entry } from './entry.tsx';
import { Hints } from './hints.tsx';
import type { PaneProps } from './pane.ts';
import { useComposerKeys } from './use-composer-keys.ts';
import { useHints } from './use-hints.ts';
import { useSending } from './use-sending.ts';

type ComposerProps = PaneProps & { placeholder: string; threadTs?: string };

export function Composer({ state, workspace, placeholder, threadTs }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const history = useDraftHistory(state.user);
  const sending = useSending({ state, workspace, threadTs }, history);
  const { text, setText, refusal, send } = sending;
  const hints = useHints(history.isRecalled(text) ? '' : text);
  const name = threadTs ? 'composer-thread' : 'composer';
  const accept = (hint: string) => {
    setText(hint);
    field.current?.focus();
  };
  const onKeyDown = useComposerKeys({ ...sending, hints, history, accept });
  return (
    <div className="composer">
      {refusal && (
        <p role="alert" className="composer-refusal">
          {refusal}
        </p>
      )}
      <Hints id={`${name}-hints`} hints={hints} onAccept={accept} />
      <form
        className="composer-box"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Entry {...{ field, name, placeholder, text, setText, hints, onKeyDown }} />
        <button type="submit" className="send" aria-label="Send" disabled={!text.trim()}>
          ➤
        </button>
      </form>
    </div>
  );
}
