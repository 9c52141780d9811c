import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { sayProblem } from '../blocks/problems.ts';
import { parseView, type ValidView } from '../blocks/view.ts';
import type { View } from '../slack.ts';
import type { Workspace } from '../workspace.ts';
import { named } from './content.ts';
import { defineMethod, id, json, SlackError } from './method.ts';

const open = defineMethod({
  name: 'views.open',
  scopes: [],
  args: z.object({ trigger_id: id, view: json }),
  run({ trigger_id, view }, emulation) {
    const { workspace, triggers, changes, faults } = emulation;
    const valid = validView(view, faults.refused);
    if (valid.type !== 'modal') throw new SlackError('invalid_arguments');
    const trigger = triggers.exchange(trigger_id);
    if ('error' in trigger) throw new SlackError(trigger.error);
    if (isTaken(workspace, valid)) throw new SlackError('duplicate_external_id');
    const opened = storedView(
      `V${randomBytes(5).toString('hex').toUpperCase()}`,
      trigger.user,
      valid,
    );
    workspace.views.set(opened.id, opened);
    changes.publish({ type: 'view', user: opened.user, view: viewToWire(opened, workspace) });
    return { view: viewToWire(opened, workspace) };
  },
});

const update = defineMethod({
  name: 'views.update',
  scopes: [],
  args: z.object({
    view: json,
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
  }),
  run({ view, view_id, external_id, hash }, { workspace, changes, faults }) {
    const valid = validView(view, faults.refused);
    const found = [...workspace.views.values()].find((one) =>
      view_id ? one.id === view_id : external_id !== undefined && one.external_id === external_id,
    );
    if (!found) throw new SlackError('not_found');
    if (hash && hash !== found.hash) throw new SlackError('hash_conflict');
    const next = storedView(found.id, found.user, valid);
    workspace.views.set(next.id, next);
    changes.publish({ type: 'view', user: next.user, view: viewToWire(next, workspace) });
    return { view: viewToWire(next, workspace) };
  },
});

export function validView(view: unknown, refused: ReadonlySet<string>): ValidView {
  const parsed = parseView(view, refused);
  if (!parsed.problems) return parsed.view;
  const messages = parsed.problems.map((problem) => `[ERROR] ${sayProblem(problem)}`);
  throw new SlackError('invalid_arguments', { response_metadata: { messages } });
}

export function storedView(viewId: string, user: string, view: ValidView): View {
  const modal = view.type === 'modal' ? view : undefined;
  return {
    id: viewId,
    user,
    hash: `${Date.now()}.${randomBytes(4).toString('hex')}`,
    type: view.type,
    title: modal?.title ?? { type: 'plain_text', text: '' },
    ...(modal?.submit && { submit: modal.submit }),
    ...(modal?.close && { close: modal.close }),
    blocks: named(view.blocks.map((block) => Object(block))),
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    external_id: view.external_id ?? '',
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
  };
}

function isTaken(workspace: Workspace, { external_id }: ValidView): boolean {
  if (!external_id) return false;
  return [...workspace.views.values()].some((view) => view.external_id === external_id);
}

export function viewToWire(
  view: View,
  { team, bot }: Workspace,
  values: Record<string, unknown> = {},
): Record<string, unknown> {
  const { user: _owner, submit = null, close = null, ...rest } = view;
  return {
    ...rest,
    submit,
    close,
    team_id: team.id,
    app_id: bot.appId,
    bot_id: bot.botId,
    app_installed_team_id: team.id,
    root_view_id: view.id,
    previous_view_id: null,
    state: { values },
  };
}

export const views = [open, update];
