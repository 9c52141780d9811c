import type { ActionsBlock, InputBlock, Option, SectionBlock } from '@slack/types';
import type { Workspace } from '../wire.ts';

type AnyElement =
  | ActionsBlock['elements'][number]
  | InputBlock['element']
  | NonNullable<SectionBlock['accessory']>;
/** Everything that holds a value: buttons and images are elements too, but not fields. */
export type FieldElement = Exclude<AnyElement, { type: 'button' | 'image' | 'workflow_button' }>;

/** One line of text or one choice is a string, several choices are a list. */
export type FieldValue = string | string[];

export type FieldKind = 'text' | 'menu' | 'radios' | 'checks';

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

export interface Choice {
  value: string;
  label: string;
  hint?: string;
  group?: string;
}

export function fieldKind({ type }: FieldElement): FieldKind {
  if (type.startsWith('multi_') || type === 'checkboxes') return 'checks';
  if (type === 'radio_buttons') return 'radios';
  return type.endsWith('_select') || type === 'overflow' ? 'menu' : 'text';
}

export function placeholderOf(element: FieldElement): string | undefined {
  return 'placeholder' in element ? element.placeholder?.text : undefined;
}

export function initialValue(element: FieldElement): FieldValue {
  if ('initial_options' in element && element.initial_options) {
    return element.initial_options.flatMap(({ value }) => value ?? []);
  }
  if ('initial_users' in element && element.initial_users) return element.initial_users;
  if (fieldKind(element) === 'checks') return [];
  if ('initial_option' in element) return element.initial_option?.value ?? '';
  if ('initial_value' in element && typeof element.initial_value === 'string') {
    return element.initial_value;
  }
  if ('initial_user' in element) return element.initial_user ?? '';
  if ('initial_channel' in element) return element.initial_channel ?? '';
  if ('initial_conversation' in element) return element.initial_conversation ?? '';
  if ('initial_date' in element) return element.initial_date ?? '';
  return 'initial_time' in element ? (element.initial_time ?? '') : '';
}

export function choicesOf(element: FieldElement, workspace: Workspace): Choice[] {
  if (element.type.includes('users_select')) {
    return workspace.users.map(({ id, realName }) => ({ value: id, label: realName }));
  }
  if (/channels_select|conversations_select/.test(element.type)) {
    return workspace.channels.map(({ id, name }) => ({ value: id, label: `# ${name}` }));
  }
  if ('option_groups' in element && element.option_groups) {
    return element.option_groups.flatMap(({ label, options }) =>
      options.map((option) => ({ ...choiceOf(option), group: label.text })),
    );
  }
  return 'options' in element ? (element.options ?? []).map(choiceOf) : [];
}

function choiceOf({ text, value, description }: Option): Choice {
  const choice = { value: value ?? text.text, label: text.text };
  return description ? { ...choice, hint: description.text } : choice;
}

const SELECTED_KEY: Record<string, string> = {
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
};

/** The entry of Slack's `view.state.values` for this element (an empty field is null there). */
export function stateOf(element: FieldElement, value: FieldValue): Record<string, unknown> {
  const { type } = element;
  const key = SELECTED_KEY[type];
  if (key) return { type, [key]: value === '' ? null : value };
  if ('options' in element || 'option_groups' in element) {
    const options = optionsOf(element).filter((one) => isChosen(one, value));
    return Array.isArray(value)
      ? { type, selected_options: options }
      : { type, selected_option: options[0] ?? null };
  }
  return { type, value: value === '' ? null : value };
}

function optionsOf(element: FieldElement): Option[] {
  if ('option_groups' in element && element.option_groups) {
    return element.option_groups.flatMap(({ options }) => options);
  }
  return 'options' in element ? (element.options ?? []) : [];
}

function isChosen(option: Option, value: FieldValue): boolean {
  return Array.isArray(value) ? value.includes(option.value ?? '') : option.value === value;
}
