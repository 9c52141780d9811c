import type { Choice, FieldProps } from './fields.ts';

type ChoicesProps = FieldProps & { choices: Choice[]; type: 'radio' | 'checkbox' };

export function Choices(props: ChoicesProps) {
  const { choices, type, value, onChange, id } = props;
  const chosen = Array.isArray(value) ? value : [value];
  const toggle = (choice: string, isOn: boolean) => {
    if (type === 'radio') return onChange(choice);
    onChange(isOn ? [...chosen, choice] : chosen.filter((other) => other !== choice));
  };
  return (
    <fieldset id={id} className="choices" aria-describedby={props.describedBy}>
      <legend className="sr-only">{props.label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type={type}
            name={id}
            checked={chosen.includes(choice.value)}
            disabled={props.isDisabled}
            onChange={(event) => toggle(choice.value, event.target.checked)}
          />
          <span>
            {choice.label}
            {choice.hint && <small className="choice-hint">{choice.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
