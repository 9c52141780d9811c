import type { Button } from '@slack/types';
import { useState } from 'react';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { deedKey, useInteraction } from './interaction.ts';

export function ActionButton({ element, blockId }: { element: Button; blockId: string }) {
  const { pending, act } = useInteraction();
  const [isAsking, setAsking] = useState(false);
  const { action_id: actionId = '', value, style = 'default', text, url, confirm } = element;
  const deed = { blockId, actionId, ...(value === undefined ? {} : { value }) };
  const isPending = pending.has(deedKey(deed));
  const run = () => {
    setAsking(false);
    if (url) window.open(url, '_blank', 'noopener');
    act(deed);
  };
  return (
    <>
      <button
        type="button"
        className={`button button-${style}`}
        aria-label={element.accessibility_label}
        aria-busy={isPending}
        aria-disabled={isPending}
        onClick={() => !isPending && (confirm ? setAsking(true) : run())}
        data-testid={`action-${actionId}`}
      >
        {isPending && <span className="spinner" aria-hidden="true" />}
        {text.text}
      </button>
      {confirm && isAsking && (
        <ConfirmDialog confirm={confirm} onConfirm={run} onDeny={() => setAsking(false)} />
      )}
    </>
  );
}
