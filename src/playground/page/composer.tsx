import { useEffect, useRef, useState } from 'react';
import { api } from './api.ts';
import type { PaneProps } from './app.tsx';
import { useDraftHistory } from './draft-history.ts';
import { Hints } from './hints.tsx';
import { encodeMentions } from './mentions.ts';
import { useComposerKeys } from './use-composer-keys.ts';
import { useHints } from './use-hints.ts';

type ComposerProps = PaneProps & { placeholder: string; threadTs?: string };

export function Composer({ state, workspace, placeholder, threadTs }: ComposerProps) {
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const history = useDraftHistory(state.user);
  const hints = useHints(history.isRecalled(text) ? '' : text);
  useGrowing(field, text);
  const name = threadTs ? 'composer-thread' : 'composer';
  const send = async () => {
    const line = text.trim();
    if (!line) return;
    history.add(line);
    setText('');
    const { user, channel } = state;
    const place = threadTs ? { threadTs } : {};
    const answer = await api.send({
      user,
      channel,
      ...place,
      text: encodeMentions(line, workspace),
    });
    setRefusal(answer.ok ? undefined : (answer.error ?? 'The message was not sent.'));
    if (!answer.ok) setText((typed) => typed || line);
  };
  const accept = (hint: string) => {
    setText(hint);
    field.current?.focus();
  };
  const onKeyDown = useComposerKeys({ text, setText, hints, history, accept, send });
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
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-controls={`${name}-hints`}
          aria-autocomplete="list"
          aria-activedescendant={hints.active < 0 ? undefined : `${name}-hints-${hints.active}`}
          autoComplete="off"
          spellCheck={false}
          data-testid={name}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="send" aria-label="Send" disabled={!text.trim()}>
          ➤
        </button>
      </form>
    </div>
  );
}

/** The entry grows with its text, up to the height that its style allows. */
function useGrowing(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew whenever the text changes
  useEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [field, text]);
}
