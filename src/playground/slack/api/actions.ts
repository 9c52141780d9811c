import * as z from 'zod';
import type { Emulation, FunctionResult } from '../emulation.ts';
import { joinedChannel, messageFor } from './find.ts';
import { defineMethod, id, json, SlackError } from './method.ts';

/** Small deeds: a reaction, the end of a workflow step. */

const addReaction = defineMethod({
  name: 'reactions.add',
  scopes: ['reactions:write'],
  args: z.object({ channel: id, timestamp: id, name: id }),
  run({ channel, timestamp, name }, { workspace }) {
    const message = messageFor(workspace, joinedChannel(workspace, channel).id, timestamp);
    if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
    const { reactions = [] } = message;
    if (reactions.includes(name)) throw new SlackError('already_reacted');
    workspace.change(message, { reactions: [...reactions, name] });
    return {};
  },
});

const completeSuccess = defineMethod({
  name: 'functions.completeSuccess',
  scopes: [],
  args: z.object({ function_execution_id: id, outputs: json }),
  run({ function_execution_id, outputs }, emulation) {
    const parsed = z.record(z.string(), z.unknown()).safeParse(outputs);
    if (!parsed.success) throw new SlackError('invalid_arguments');
    return complete(emulation, function_execution_id, { outputs: parsed.data });
  },
});

const completeError = defineMethod({
  name: 'functions.completeError',
  scopes: [],
  args: z.object({ function_execution_id: id, error: id }),
  run: ({ function_execution_id, error }, emulation) =>
    complete(emulation, function_execution_id, { error }),
});

function complete(emulation: Emulation, executionId: string, result: FunctionResult) {
  const known = emulation.functionResults.get(executionId);
  if (!known) throw new SlackError('function_execution_not_found');
  if (known.outputs || known.error) throw new SlackError('invalid_function_execution_state');
  emulation.functionResults.set(executionId, result);
  return {};
}

export const actions = [addReaction, completeSuccess, completeError];
