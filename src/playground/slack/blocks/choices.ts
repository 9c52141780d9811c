import * as z from 'zod';
import { actionId, anyText, confirm, plainText, url } from './text.ts';

/**
 * Menus, boxes and radio buttons. The value of an option is held to 75 characters, the smaller of
 * the two limits that Slack's pages and its published types give.
 */

const optionFields = {
  value: z.string().min(1).max(75),
  description: plainText(75).optional(),
};
const option = z.strictObject({ text: plainText(75), ...optionFields });
const formattedOption = z.strictObject({
  text: anyText(75),
  ...optionFields,
  description: anyText(75).optional(),
});
const linkOption = option.extend({ url: url.optional() });
const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(option).min(1).max(100),
});

const chosen = {
  action_id: actionId,
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
};
const menu = { ...chosen, placeholder: plainText(150).optional() };
const lists = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const maxSelected = { max_selected_items: z.int().min(1).optional() };
const oneList = 'must define exactly one of options and option_groups';
const hasOneList = (select: { options?: unknown; option_groups?: unknown }) =>
  (select.options === undefined) !== (select.option_groups === undefined);

export const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...menu,
    ...lists,
    initial_option: option.optional(),
  })
  .refine(hasOneList, oneList);

export const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...menu,
    ...lists,
    ...maxSelected,
    initial_options: z.array(option).min(1).max(100).optional(),
  })
  .refine(hasOneList, oneList);

export const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...menu,
  initial_user: z.string().optional(),
});

export const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...menu,
  ...maxSelected,
  initial_users: z.array(z.string()).min(1).optional(),
});

export const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...menu,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
});

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  confirm: confirm.optional(),
  options: z.array(linkOption).min(1).max(5),
});

export const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...chosen,
  options: z.array(formattedOption).min(1).max(10),
  initial_option: formattedOption.optional(),
});

export const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...chosen,
  options: z.array(formattedOption).min(1).max(10),
  initial_options: z.array(formattedOption).min(1).max(10).optional(),
});
