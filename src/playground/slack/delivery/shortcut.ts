import { messageToWire } from '../api/wire.ts';
import type { Emulation } from '../emulation.ts';
import type { Delivery } from '../slack.ts';
import { payloadBody, payloadFrom, personIn } from './person.ts';

export interface Shortcut {
  user: string;
  channel: string;
  messageTs: string;
  callbackId: string;
  teamId?: string;
}

/** A person picks the app's shortcut from the menu of a message; it works in threads too. */
export function shortcut(emulation: Emulation, used: Shortcut): Promise<Delivery> {
  const { workspace, app, triggers, responseUrls } = emulation;
  const { person, channel } = personIn(workspace, used);
  const message = workspace.find(channel.id, used.messageTs);
  if (!message || message.ephemeralFor) {
    throw new Error(`There is no message ${used.messageTs} in #${channel.name}.`);
  }
  const target = { user: person.id, channel: channel.id, messageTs: message.ts };
  const payload = {
    type: 'message_action',
    ...payloadFrom(workspace, person, used.teamId),
    action_ts: message.ts,
    callback_id: used.callbackId,
    trigger_id: triggers.create(person.id),
    response_url: responseUrls.create('actions', target),
    message_ts: message.ts,
    channel: { id: channel.id, name: channel.name },
    message: messageToWire(message, workspace),
  };
  return app.send('interaction', payloadBody(payload));
}
