import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import type { HintList } from './use-hints.ts';

interface EntryProps {
  field: RefObject<HTMLTextAreaElement | null>;
  name: string;
  placeholder: string;
  text: string;
  setText(text: string): void;
  hints: HintList;
  onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void;
}

/** Where text is typed; it grows with its text, up to the height that its style allows. */
export function Entry(props: EntryProps) {
  const { field, name, placeholder, text, hints } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew whenever the text changes
  useEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [field, text]);
  return (
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
      onChange={(event) => props.setText(event.target.value)}
      onKeyDown={props.onKeyDown}
    />
  );
}
