import { Choices } from './choices.tsx';
import { choicesOf, type FieldProps, fieldKind } from './fields.ts';
import { useInteraction } from './interaction.ts';
import { Menu } from './menu.tsx';
import { TextField } from './text-field.tsx';

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
