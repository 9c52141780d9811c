import { type FieldProps, placeholderOf } from './fields.ts';

const INPUT_TYPES: Record<string, string> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
};

export function TextField(props: FieldProps) {
  const { element, value, onChange } = props;
  const shared = {
    id: props.id,
    className: 'field',
    value: String(value),
    placeholder: placeholderOf(element),
    disabled: props.isDisabled,
    'aria-label': props.label,
    'aria-invalid': props.isInvalid,
    'aria-describedby': props.describedBy,
  };
  if ('multiline' in element && element.multiline) {
    return <textarea {...shared} rows={4} onChange={(event) => onChange(event.target.value)} />;
  }
  return (
    <input
      {...shared}
      type={INPUT_TYPES[element.type] ?? 'text'}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
