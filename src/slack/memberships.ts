/**
 * Who is in which user group of Slack. Whoever asks decides who may write by it, so that everything that
 * keeps Slack from saying so (a group that is not there, a missing scope, a plan without groups, a busy
 * Slack) is "not known", never "no". Source: the reference of `usergroups.users.list`.
 */
import type { WebClient } from '@slack/web-api';
import type { Memberships } from '../commands/command.ts';
import type { Log } from '../log.ts';

export interface MembershipsDeps {
  client: WebClient;
  now: () => Date;
  log: Log;
}

/** Somebody who has left a group may do what it could for so long, but where it is asked anew. */
const keptMs = 60_000;

interface Known {
  /** Epoch milliseconds, before it was asked. */
  at: number;
  users: readonly string[];
}

export function createMemberships({ client, now, log }: MembershipsDeps): Memberships {
  const known = new Map<string, Known>();

  async function usersOf(group: string, isFresh: boolean): Promise<readonly string[] | undefined> {
    const at = now().getTime();
    const kept = known.get(group);
    if (kept && !isFresh && at - kept.at < keptMs) return kept.users;
    known.delete(group);
    try {
      // Without include_disabled nobody is in a group that was disabled.
      const { users } = await client.usergroups.users.list({ usergroup: group });
      if (!users) return undefined;
      known.set(group, { at, users });
      return users;
    } catch (error) {
      log.warn('a user group could not be read', { group, error });
      return undefined;
    }
  }

  return {
    async of(user, groups, { isFresh = false } = {}) {
      const unique = [...new Set(groups)];
      const lists = await Promise.all(unique.map((group) => usersOf(group, isFresh)));
      return new Map(unique.map((group, index) => [group, lists[index]?.includes(user)]));
    },
  };
}
