import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Block } from './blocks/blocks.tsx';
import { Input } from './blocks/input.tsx';
import { Dialog } from './dialog.tsx';
import { blockIdOf, draftOf, missing, valuesOf } from './view-values.ts';
import type { Answer, View } from './wire.ts';

interface ViewModalProps {
  view: View;
  onSubmit(values: unknown): Promise<Answer>;
  onClose(): void;
}

export function ViewModal({ view, onSubmit, onClose }: ViewModalProps) {
  const [draft, setDraft] = useState(() => draftOf(view));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks at what the errors have marked
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [errors]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const gaps = missing(view, draft);
    setErrors(gaps);
    if (Object.keys(gaps).length > 0 || isBusy) return;
    setBusy(true);
    const answer = await onSubmit(valuesOf(view, draft));
    setBusy(false);
    setErrors(answer.errors ?? {});
    setRefusal(
      answer.ok || answer.errors ? undefined : 'We had some trouble connecting. Try again?',
    );
  };
  return (
    <Dialog title={view.title.text} onClose={onClose} testId="view">
      <form ref={form} onSubmit={submit} noValidate>
        <div className="dialog-body">
          {view.blocks.map((block, index) => {
            if (block.type !== 'input') {
              return <Block key={block.block_id ?? index.toString()} block={block} />;
            }
            const id = blockIdOf(block, view);
            return (
              <Input
                key={id}
                block={block}
                value={draft[id] ?? ''}
                error={errors[id]}
                onChange={(value) => setDraft({ ...draft, [id]: value })}
              />
            );
          })}
          {refusal && (
            <p role="alert" className="input-error">
              {refusal}
            </p>
          )}
        </div>
        <footer className="dialog-footer">
          <button type="button" className="button" onClick={onClose}>
            {view.close?.text ?? 'Cancel'}
          </button>
          {view.submit && (
            <button
              type="submit"
              className="button button-primary"
              aria-busy={isBusy}
              data-testid="view-submit"
            >
              {view.submit.text}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
