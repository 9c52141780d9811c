import { waitFor } from './changes.ts';
import type { Emulation } from './emulation.ts';
import type { EmulatedSlack } from './options.ts';
import type { Message } from './slack.ts';
import { findChannel, findPerson } from './workspace.ts';

type Queries = Pick<
  EmulatedSlack,
  | 'botToken'
  | 'botUserId'
  | 'botId'
  | 'appId'
  | 'teamId'
  | 'messages'
  | 'thread'
  | 'ephemerals'
  | 'views'
  | 'calls'
  | 'warnings'
  | 'broadcasts'
  | 'functionResult'
  | 'faults'
  | 'waitFor'
>;

/** What a test may look at. */
export function queriesOf(emulation: Emulation): Queries {
  const { workspace, calls, warnings, broadcasts, faults, botToken } = emulation;
  const { bot, team } = workspace;
  const shown = (filter: (message: Message) => boolean) =>
    workspace.messages.filter((message) => !message.deleted && filter(message));
  return {
    botToken,
    botUserId: bot.userId,
    botId: bot.botId,
    appId: bot.appId,
    teamId: team.id,
    calls,
    warnings,
    broadcasts,
    faults,
    messages(channel) {
      const { id } = findChannel(workspace, channel);
      return shown((message) => message.channel === id && !message.ephemeralFor);
    },
    thread: (channel, ts) =>
      workspace.thread(findChannel(workspace, channel).id, ts).filter((one) => !one.ephemeralFor),
    ephemerals(user, channel) {
      const { id } = findPerson(workspace, user);
      const place = channel && findChannel(workspace, channel).id;
      return shown((one) => one.ephemeralFor === id && (!place || one.channel === place));
    },
    views(user) {
      const { id } = findPerson(workspace, user);
      return [...workspace.views.values()].filter((view) => view.user === id);
    },
    functionResult: (executionId) => emulation.functionResults.get(executionId),
    waitFor: (predicate, { timeoutMs = 5000 } = {}) =>
      waitFor(emulation.changes, predicate, { timeoutMs, describe: () => describe(emulation) }),
  };
}

/** The end of the story so far: what a failed wait needs to say to be understood. */
function describe({ calls, workspace }: Emulation): string {
  const called = calls
    .slice(-5)
    .map(({ method, response }) => `${method} ${response.error ?? 'ok'}`);
  const written = workspace.messages.slice(-5).map(({ text }) => JSON.stringify(text.slice(0, 80)));
  return `Last calls: ${called.join(', ') || 'none'}. Last messages: ${written.join(', ') || 'none'}.`;
}
