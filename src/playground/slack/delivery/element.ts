import type { Block, Message } from '../slack.ts';

type Element = Record<string, unknown>;

/** An element to click, in the message as Slack keeps it. */
export interface Found {
  block: Block;
  element: Element;
}

export interface Click {
  user: string;
  channel: string;
  messageTs: string;
  actionId: string;
  blockId?: string;
  /** Of a menu, the option; of a button, which of several with the same `action_id`. */
  value?: string;
  /** Ids or option values that were picked in a menu or in boxes. */
  selected?: string | string[];
  teamId?: string;
}

export function findElement(message: Message, click: Click): Found | undefined {
  const found = (message.blocks ?? []).flatMap((block) =>
    elementsOf(block)
      .filter(({ action_id }) => action_id === click.actionId)
      .filter(() => click.blockId === undefined || block.block_id === click.blockId)
      .map((element) => ({ block, element })),
  );
  const exact = found.find(({ element }) => element.value === click.value);
  return exact ?? (click.value === undefined || !isButton(found[0]) ? found[0] : undefined);
}

function isButton(found: Found | undefined): boolean {
  return found?.element.type === 'button';
}

export function elementsOf(block: Block): Element[] {
  const { elements, accessory, element, actions } = block;
  const lists = [elements, actions].filter(Array.isArray).flat();
  return [...lists, accessory, element].filter((one) => typeof one === 'object' && one !== null);
}

/** The state an element has after somebody used it, as in `actions[]` and in `view.state`. */
export function stateOf(element: Element, picked: string | string[] | undefined): Element {
  const many = picked === undefined ? [] : [picked].flat();
  const [one = null] = many;
  switch (element.type) {
    case 'button':
      return element.value === undefined ? {} : { value: element.value };
    case 'users_select':
      return { selected_user: one };
    case 'multi_users_select':
      return { selected_users: many };
    case 'conversations_select':
      return { selected_conversation: one };
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { selected_option: optionsOf(element).find(({ value }) => value === one) ?? null };
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: optionsOf(element).filter(({ value }) => many.includes(value)) };
    default:
      return { value: one };
  }
}

function optionsOf({ options = [], option_groups = [] }: Element): { value: string }[] {
  const groups = [option_groups].flat().flatMap((group) => Object(group).options ?? []);
  return [...[options].flat(), ...groups].map((option) => Object(option));
}
