import { type Choice, type FieldProps, placeholderOf } from './fields.ts';

export function Menu(props: FieldProps & { choices: Choice[] }) {
  const { element, choices, value, onChange } = props;
  const isOverflow = element.type === 'overflow';
  const groups = Object.entries(Object.groupBy(choices, ({ group }) => group ?? ''));
  return (
    <select
      id={props.id}
      className={isOverflow ? 'field menu menu-overflow' : 'field menu'}
      value={isOverflow ? '' : String(value)}
      disabled={props.isDisabled}
      aria-label={props.label}
      aria-invalid={props.isInvalid}
      aria-describedby={props.describedBy}
      onChange={(event) => event.target.value && onChange(event.target.value)}
    >
      <option value="">{isOverflow ? '⋯' : (placeholderOf(element) ?? 'Choose…')}</option>
      {groups.map(([group, members]) =>
        group ? (
          <optgroup key={group} label={group}>
            {options(members)}
          </optgroup>
        ) : (
          options(members)
        ),
      )}
    </select>
  );
}

function options(choices: Choice[] = []) {
  return choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
