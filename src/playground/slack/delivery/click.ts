import { messageToWire } from '../api/wire.ts';
import type { Emulation } from '../emulation.ts';
import type { Delivery, Message } from '../slack.ts';
import type { Workspace } from '../workspace.ts';
import { type Click, type Found, findElement, stateOf } from './element.ts';
import { payloadBody, payloadFrom, personIn } from './person.ts';

/** A person uses a button or a menu of a message. Throws if they cannot see such a thing there. */
export async function click(emulation: Emulation, made: Click): Promise<Delivery> {
  const { workspace, app, changes } = emulation;
  const { person, channel } = personIn(workspace, made);
  const message = workspace.find(channel.id, made.messageTs);
  if (!message || (message.ephemeralFor && message.ephemeralFor !== person.id)) {
    throw new Error(`${person.name} sees no message ${made.messageTs} in #${channel.name}.`);
  }
  const found = findElement(message, made);
  if (!found) throw new Error(`The message has no element "${made.actionId}" to click.`);
  const payload = {
    type: 'block_actions',
    ...payloadFrom(workspace, person, made.teamId),
    ...placeOf(message, workspace),
    trigger_id: emulation.triggers.create(person.id),
    response_url: emulation.responseUrls.create('actions', {
      user: person.id,
      channel: channel.id,
      messageTs: message.ts,
    }),
    actions: [actionFrom(found, made)],
  };
  const delivery = await app.send('interaction', payloadBody(payload));
  if (delivery.outcome !== 'ok') {
    const text = `The app did not take the click: ${delivery.outcome}`;
    changes.publish({ type: 'notice', user: person.id, text });
  }
  return delivery;
}

/** Slack does not send an ephemeral message back: the app must know by itself what was in it. */
function placeOf(message: Message, workspace: Workspace): Record<string, unknown> {
  const { ts, channel, threadTs, ephemeralFor } = message;
  const isEphemeral = ephemeralFor !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: isEphemeral,
      ...(threadTs && { thread_ts: threadTs }),
    },
    channel: { id: channel, name: workspace.channels.get(channel)?.name },
    ...(!isEphemeral && { message: messageToWire(message, workspace) }),
    state: { values: {} },
  };
}

function actionFrom({ block, element }: Found, made: Click): Record<string, unknown> {
  return {
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...(element.text !== undefined && { text: element.text }),
    ...stateOf(element, made.selected ?? made.value),
    action_ts: `${made.messageTs.split('.')[0]}.000001`,
  };
}
