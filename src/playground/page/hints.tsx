import type { HintList } from './use-hints.ts';

interface HintsProps {
  id: string;
  hints: HintList;
  onAccept(hint: string): void;
}

/** Completions above the composer. The focus stays in the entry; the marked one is announced. */
export function Hints({ id, hints, onAccept }: HintsProps) {
  if (hints.list.length === 0) return <Usage id={id} usage={hints.usage} />;
  return (
    <div id={id} className="hints" role="listbox" aria-label="Completions">
      {hints.list.map((hint, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the entry (combobox)
        <div
          key={hint}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === hints.active}
          className="hint"
          data-testid={`hint-${index}`}
          onMouseDown={(event) => {
            event.preventDefault();
            onAccept(hint);
          }}
        >
          <code>{hint}</code>
        </div>
      ))}
      <p className="hints-keys" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Tab</kbd> complete · <kbd>Esc</kbd> close
      </p>
    </div>
  );
}

function Usage({ id, usage }: { id: string; usage: string | undefined }) {
  if (!usage) return <div id={id} />;
  return (
    <div id={id} className="hints">
      <p className="hint hint-usage" data-testid="hint-usage">
        <code>{usage}</code>
      </p>
    </div>
  );
}
