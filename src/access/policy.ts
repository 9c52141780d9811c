/**
 * Who may do what, decided from the configuration alone. The front asks to answer at once, the worker
 * asks again before it acts: what travelled through the queue is not trusted.
 */
import type { Job } from '../job.ts';
import { code } from '../report.ts';

/** What the rules look at in the configuration. */
export interface SlackRules {
  teams: readonly string[];
  channels: Readonly<
    Record<string, { cluster?: string | undefined; namespace?: string | undefined }>
  >;
}

export interface Refusal {
  what: string;
  hint: string;
}

/** undefined: allowed. A terminal reads with the reader's own rights; the cluster decides. */
export function refusal(
  { asker, reply }: Pick<Job, 'asker' | 'reply'>,
  rules: SlackRules | undefined,
): Refusal | undefined {
  if (asker.kind === 'terminal' && reply.kind === 'terminal') return undefined;
  if (asker.kind !== 'slack' || reply.kind !== 'slack') {
    return {
      what: 'A question is answered where it was asked, nowhere else.',
      hint: 'Ask again in Slack, or in the terminal.',
    };
  }
  if (!rules) {
    return {
      what: 'Slack is not set up in the configuration.',
      hint: `Add ${code('slack')} with ${code('teams')} and ${code('channels')}.`,
    };
  }
  if (!rules.teams.includes(asker.team)) {
    return {
      what: 'Portolan answers only people of the team it was set up for.',
      hint: 'Ask somebody of that team to run the command.',
    };
  }
  if (!channelOf(reply.channel, rules)) {
    return {
      what: 'Portolan does not answer in this channel.',
      hint: `Whoever runs Portolan can add it: ${code(`slack.channels.${reply.channel}`)} in the configuration.`,
    };
  }
  return undefined;
}

/**
 * Whether everybody in the channel may read the answer. Under '*' nobody has looked at the channel, and
 * with a command Slack does not say whether another company reads along: there only the asker sees it.
 */
export function isOpen(channel: string, rules: SlackRules | undefined): boolean {
  return rules !== undefined && Object.hasOwn(rules.channels, channel);
}

/** The channel's defaults; '*' stands for every channel that is not listed itself. */
export function channelOf(
  channel: string,
  rules: SlackRules | undefined,
): SlackRules['channels'][string] | undefined {
  if (!rules) return undefined;
  const name = Object.hasOwn(rules.channels, channel) ? channel : '*';
  return rules.channels[name];
}
