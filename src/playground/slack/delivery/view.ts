import * as z from 'zod';
import { SlackError } from '../api/method.ts';
import { storedView, validView, viewToWire } from '../api/views.ts';
import { type Emulation, keep } from '../emulation.ts';
import type { Delivery, View } from '../slack.ts';
import { findPerson } from '../workspace.ts';
import { elementsOf, stateOf } from './element.ts';
import { payloadBody, payloadFrom } from './person.ts';

/** By block_id and action_id: what was typed or picked, or a ready state object of Slack's. */
export type ViewValues = Record<string, Record<string, unknown>>;

export interface ViewAct {
  user: string;
  viewId: string;
  values?: ViewValues;
  teamId?: string;
}

export interface ViewAnswer {
  delivery: Delivery;
  /** By block_id; the view then stays open. */
  errors?: Record<string, string>;
}

const answerSchema = z.discriminatedUnion('response_action', [
  z.strictObject({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string()),
  }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

export async function submitView(emulation: Emulation, act: ViewAct): Promise<ViewAnswer> {
  const view = openView(emulation, act);
  const delivery = await sendView(emulation, 'view_submission', act, view);
  if (delivery.outcome !== 'ok') {
    const text = 'We had some trouble connecting. Try again?';
    emulation.changes.publish({ type: 'notice', user: view.user, text });
    return { delivery };
  }
  const errors = follow(emulation, view, delivery.answer);
  return { delivery, ...(errors && { errors }) };
}

/** Told to the app only if the view asked for it. */
export async function closeView(emulation: Emulation, act: ViewAct): Promise<Delivery | undefined> {
  const view = openView(emulation, act);
  remove(emulation, view);
  return view.notify_on_close ? sendView(emulation, 'view_closed', act, view) : undefined;
}

function openView(emulation: Emulation, { user, viewId }: ViewAct): View {
  const person = findPerson(emulation.workspace, user);
  const view = emulation.workspace.views.get(viewId);
  if (view?.user === person.id) return view;
  throw new Error(`${person.name} has no view "${viewId}" open.`);
}

function sendView(emulation: Emulation, type: string, act: ViewAct, view: View) {
  const { workspace, app, triggers } = emulation;
  const person = findPerson(workspace, act.user);
  const payload = {
    type,
    ...payloadFrom(workspace, person, act.teamId),
    trigger_id: triggers.create(person.id),
    view: viewToWire(view, workspace, stateValues(view, act.values ?? {})),
    response_urls: [],
    ...(type === 'view_closed' && { is_cleared: false }),
  };
  return app.send('interaction', payloadBody(payload));
}

function stateValues(view: View, values: ViewValues): Record<string, unknown> {
  const inputs = view.blocks.filter(({ type }) => type === 'input' || type === 'actions');
  return Object.fromEntries(
    inputs.map((block) => [
      block.block_id,
      Object.fromEntries(
        elementsOf(block).map((element) => {
          const given = values[block.block_id]?.[String(element.action_id)];
          return [element.action_id, { type: element.type, ...stateFrom(element, given) }];
        }),
      ),
    ]),
  );
}

function stateFrom(element: Record<string, unknown>, given: unknown): object {
  if (typeof given === 'string' || Array.isArray(given)) return stateOf(element, given);
  return typeof given === 'object' && given !== null ? given : stateOf(element, undefined);
}

/** What the acknowledgement asks for; an empty one closes the view. */
function follow(
  emulation: Emulation,
  view: View,
  answer: string,
): Record<string, string> | undefined {
  const { workspace, changes, faults } = emulation;
  if (answer.trim() === '') return remove(emulation, view);
  try {
    const asked = answerSchema.parse(JSON.parse(answer));
    if (asked.response_action === 'errors') return asked.errors;
    if (asked.response_action === 'clear') return remove(emulation, view);
    const next = storedView(view.id, view.user, validView(asked.view, faults.refused));
    workspace.views.set(next.id, next);
    changes.publish({ type: 'view', user: next.user, view: viewToWire(next, workspace) });
  } catch (error) {
    const detail = error instanceof SlackError ? error.code : String(error);
    keep(emulation.warnings, { kind: 'bad-answer', where: 'view_submission', detail });
  }
  return undefined;
}

function remove({ workspace, changes }: Emulation, view: View): undefined {
  workspace.views.delete(view.id);
  changes.publish({ type: 'view', user: view.user, view: null });
}
