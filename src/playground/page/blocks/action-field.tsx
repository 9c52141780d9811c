import { useId, useState } from 'react';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { Field } from './field.tsx';
import { type FieldElement, type FieldValue, initialValue, placeholderOf } from './fields.ts';
import { deedKey, useInteraction } from './interaction.ts';

/** A menu, a set of choices or a picker inside a message: every change is told to the app. */
export function ActionField({ element, blockId }: { element: FieldElement; blockId: string }) {
  const { pending, act } = useInteraction();
  const id = useId();
  const [value, setValue] = useState(() => initialValue(element));
  const [asked, setAsked] = useState<FieldValue>();
  const actionId = ('action_id' in element && element.action_id) || '';
  const confirm = 'confirm' in element ? element.confirm : undefined;
  const run = (selected: FieldValue) => {
    setAsked(undefined);
    setValue(selected);
    act({ blockId, actionId, selected });
  };
  return (
    <>
      <Field
        id={id}
        element={element}
        label={placeholderOf(element) ?? 'Options'}
        value={value}
        isDisabled={pending.has(deedKey({ blockId, actionId }))}
        onChange={confirm ? setAsked : run}
      />
      {confirm && asked !== undefined && (
        <ConfirmDialog
          confirm={confirm}
          onConfirm={() => run(asked)}
          onDeny={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
