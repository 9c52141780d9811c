import type { Channel, Person, SlashCommand, Team, Usergroup } from './slack.ts';

/** The workspace of the playground: enough people for a request, an approval and a refusal. */

export const team: Team = { id: 'T0ACME001', name: 'Acme', domain: 'acme' };
export const otherTeamId = 'T0OTHER01';

export const people: Person[] = [
  person('U0ADA0001', 'ada', 'Ada (on call)', '#1264a3'),
  person('U0GRACE01', 'grace', 'Grace (lead)', '#007a5a'),
  person('U0LINUS01', 'linus', 'Linus (developer)', '#e8912d'),
  { ...person('U0MALLORY', 'mallory', 'Mallory (partner)', '#b3261e'), teamId: otherTeamId },
];

export const channels: Channel[] = [
  channel('C0INCIDEN', 'incidents', 'What is broken right now', {}),
  channel('C0SHOPCAN', 'shop-canary', 'Rollouts of the shop', {}),
  channel('C0RANDOM1', 'random', 'The bot is not in here', { isMember: false }),
  channel('C0PARTNER', 'partners', 'Shared with another company', {
    isExtShared: true,
    members: people.map(({ id }) => id),
  }),
];

export const usergroups: Usergroup[] = [
  { id: 'S0ONCALL1', handle: 'on-call', users: ['U0ADA0001', 'U0GRACE01'] },
];

export const commands: SlashCommand[] = [
  { command: '/svc', usage: 'help', description: 'Ask about Kubernetes traffic' },
];

function person(id: string, name: string, realName: string, color: string): Person {
  return { id, name, realName, color, teamId: team.id };
}

function channel(id: string, name: string, topic: string, rest: Partial<Channel>): Channel {
  const members = people.filter(({ teamId }) => teamId === team.id).map(({ id }) => id);
  const common = { isMember: true, isExtShared: false, isPrivate: false, isArchived: false };
  return { id, name, topic, ...common, members, ...rest };
}
