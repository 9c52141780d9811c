import type { InputBlock } from '@slack/types';
import { useId } from 'react';
import { Field } from './field.tsx';
import type { FieldValue } from './fields.ts';

interface InputProps {
  block: InputBlock;
  value: FieldValue;
  error: string | undefined;
  onChange(value: FieldValue): void;
}

/** An input of a modal: label, control, hint, and what the app did not like about it. */
export function Input({ block, value, error, onChange }: InputProps) {
  const id = useId();
  const label = block.label.text;
  return (
    <div className="input">
      <label className="input-label" htmlFor={id}>
        {label} {block.optional && <span className="muted">(optional)</span>}
      </label>
      <Field
        id={id}
        element={block.element}
        label={label}
        value={value}
        onChange={onChange}
        isInvalid={error !== undefined}
        describedBy={`${id}-about`}
      />
      <div id={`${id}-about`} className="input-about">
        {error && <p className="input-error">{error}</p>}
        {block.hint && <p className="muted">{block.hint.text}</p>}
      </div>
    </div>
  );
}
