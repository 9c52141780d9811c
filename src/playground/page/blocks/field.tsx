import { Choices } from './choices.tsx';
import { choicesOf, type FieldElement, type FieldValue, fieldKind } from './fields.ts';
import { useInteraction } from './interaction.ts';
import { Menu } from './menu.tsx';
import { TextField } from './text-field.tsx';

export interface FieldProps {
  id: string;
  element: FieldElement;
  label: string;
  value: FieldValue;
  onChange(value: FieldValue): void;
  /** Id of the text that says what is wrong or expected. */
  describedBy?: string | undefined;
  isInvalid?: boolean;
  isDisabled?: boolean;
}

/** One form element of Block Kit, as the browser's own control: keyboard and labels come free. */
export function Field(props: FieldProps) {
  const { workspace } = useInteraction();
  switch (fieldKind(props.element)) {
    case 'text':
      return <TextField {...props} />;
    case 'menu':
      return <Menu {...props} choices={choicesOf(props.element, workspace)} />;
    case 'radios':
      return <Choices {...props} choices={choicesOf(props.element, workspace)} type="radio" />;
    case 'checks':
      return <Choices {...props} choices={choicesOf(props.element, workspace)} type="checkbox" />;
  }
}

export function placeholderOf(element: FieldElement): string | undefined {
  return 'placeholder' in element ? element.placeholder?.text : undefined;
}
