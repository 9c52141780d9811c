import type { Channel, Person } from '../slack.ts';
import { findChannel, findPerson, type Workspace } from '../workspace.ts';

/** A person at a place, found by id or by name; nobody can act in a channel they are not in. */
export function personIn(
  workspace: Workspace,
  { user, channel }: { user: string; channel: string },
): { person: Person; channel: Channel } {
  const place = findChannel(workspace, channel);
  const person = findPerson(workspace, user);
  if (place.members.includes(person.id)) return { person, channel: place };
  throw new Error(`${person.name} is not in #${place.name}, so nothing can be done there.`);
}

/** The parts that every interaction payload begins with. `teamId` is the clicker's team. */
export function payloadFrom(
  workspace: Workspace,
  person: Person,
  teamId: string = person.teamId,
): Record<string, unknown> {
  const { team, bot } = workspace;
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: teamId },
    api_app_id: bot.appId,
    token: VERIFICATION_TOKEN,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Deprecated by Slack and still sent; an app that trusts it instead of the signature is wrong. */
export const VERIFICATION_TOKEN = 'legacy-verification-token';

export function payloadBody(payload: Record<string, unknown>): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
