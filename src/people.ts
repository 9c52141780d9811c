/** How many people are named where users and user groups of Slack are. */
import type { People } from './policy-rule.ts';

/**
 * The most there can be who are among `named`, among `from` where it is given, and not `except`.
 * Nobody here knows who is in a user group, so that one may have any number of members.
 */
export function mostOf(named: readonly People[], from?: People, except?: string): number {
  const users = named.flatMap((people) => people.users ?? []);
  const isGrouped = named.some(({ groups }) => groups !== undefined);
  const isFromGrouped = from === undefined || from.groups !== undefined;
  if (isGrouped && isFromGrouped) return Number.POSITIVE_INFINITY;
  const wanted = from?.users ?? [];
  const both = isFromGrouped ? users : wanted.filter((user) => isGrouped || users.includes(user));
  return new Set(both.filter((user) => user !== except)).size;
}
