import { useEffect, useRef } from 'react';
import { Block } from './blocks/blocks.tsx';
import { Input } from './blocks/input.tsx';
import { Dialog } from './dialog.tsx';
import { useViewForm } from './use-view-form.ts';
import { blockIdOf } from './view-values.ts';
import type { Answer, View } from './wire.ts';

interface ViewModalProps {
  view: View;
  onSubmit(values: unknown): Promise<Answer>;
  onClose(): void;
}

export function ViewModal({ view, onSubmit, onClose }: ViewModalProps) {
  const { draft, setDraft, errors, refusal, isBusy, submit } = useViewForm(view, onSubmit);
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks at what the errors have marked
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [errors]);
  return (
    <Dialog title={view.title.text} onClose={onClose} testId="view">
      <form ref={form} onSubmit={submit} noValidate>
        <div className="dialog-body">
          {view.blocks.map((block, index) => {
            if (block.type !== 'input') {
              return <Block key={block.block_id ?? index.toString()} block={block} />;
            }
            const id = blockIdOf(block, view);
            const put = (value: string | string[]) => setDraft({ ...draft, [id]: value });
            const value = draft[id] ?? '';
            return <Input key={id} block={block} value={value} error={errors[id]} onChange={put} />;
          })}
          {refusal && (
            <p role="alert" className="input-error">
              {refusal}
            </p>
          )}
        </div>
        <Footer view={view} isBusy={isBusy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Footer({ view, isBusy, onClose }: { view: View; isBusy: boolean; onClose(): void }) {
  return (
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
  );
}
