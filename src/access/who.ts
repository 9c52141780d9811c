/** Whom a rule is for: the right it gives, and the people and channels it gives it to. */
import type { People, Right, Who } from '../policy-rule.ts';
import { code } from '../report.ts';
import type { Hurdle, Missed } from './trying.ts';
import type { Actor, Words } from './verdict.ts';

/** @param doing what a person would do with it, such as "shift traffic of `shop/api`" */
export function gives(right: Right, doing: string): Hurdle {
  return {
    hinders({ may }) {
      return may.includes(right) ? undefined : { why: `gives ${list(may)} alone` };
    },
    refuse: () => ({
      what: `No rule of the configuration lets anybody ${doing}.`,
      hint: `Whoever runs Portolan can add one to ${code('policy.rules')}, with ${code(`may: [${right}]`)}.`,
    }),
  };
}

export function isFor(actor: Actor, doing: string): Hurdle {
  const { user, channel } = actor;
  return {
    hinders({ who }) {
      if (!isIn(channel, who)) return { why: `counts ${channelWords(who)} only` };
      if (isEverybody(who)) return undefined;
      const { is, unread } = amongst(actor, who);
      if (is === 'yes') return undefined;
      const why = `is for ${whoWords(who)}`;
      if (is === 'no') return { why: `${why}, and ${code(user)} is none of them` };
      return { why: `${why}, and ${unknown(actor, unread)}`, unread };
    },
    refuse(missed) {
      const unread = [...new Set(missed.flatMap((one) => one.unread ?? []))];
      if (unread.length > 0) return unreadWords(actor, unread);
      const who = [...new Set(missed.map(({ rule }) => whoWords(rule.who)))].join('; ');
      const isElsewhere = missed.every(({ rule }) => !isIn(channel, rule.who));
      const here = isElsewhere ? ' from this channel' : '';
      return { what: `${code(user)} may not ${doing}${here}.`, hint: `Who may: ${who}.` };
    },
  };
}

/** A rule that names channels alone is for whoever is in them; one that names nothing, for nobody. */
const isEverybody = ({ users, groups, channels }: Who) =>
  !users && !groups && channels !== undefined;

export interface Among {
  is: 'yes' | 'no' | 'unknown';
  /** The groups that could not be read. */
  unread: readonly string[];
}

/** Named, or in a group that is; of nobody named, nobody is one. */
export function amongst({ user, groups }: Actor, people: People): Among {
  const wanted = people.groups ?? [];
  const isNamed = people.users?.includes(user) ?? false;
  if (isNamed || wanted.some((id) => groups.get(id) === true)) return { is: 'yes', unread: [] };
  const unread = wanted.filter((id) => groups.get(id) === undefined);
  return { is: unread.length > 0 ? 'unknown' : 'no', unread };
}

export function unknown({ user }: Pick<Actor, 'user'>, unread: readonly string[]): string {
  return `whether ${code(user)} is in ${list(unread)} could not be read`;
}

export function unreadWords(actor: Pick<Actor, 'user'>, unread: readonly string[]): Words {
  return {
    what: `W${unknown(actor, unread).slice(1)} from Slack, and what is not known does not count.`,
    hint: `Ask again in a moment. If it stays so, whoever runs Portolan can see whether its app still has the scope ${code('usergroups:read')}.`,
  };
}

function isIn(channel: string, { channels }: Who): boolean {
  return channels === undefined || channels.includes('*') || channels.includes(channel);
}

/** "members of `S0123ABCD`, and `U0123ABCD`, in the channel `C0123ABCD`" */
export function whoWords(who: Who): string {
  const isAnywhere = !who.channels || who.channels.includes('*');
  return isAnywhere ? peopleWords(who) : `${peopleWords(who)} ${channelWords(who)}`;
}

export function peopleWords({ users, groups }: People): string {
  const members = groups && `members of ${list(groups)}`;
  const named = users && list(users);
  return [members, named].filter((word) => word !== undefined).join(' and ') || 'everybody';
}

const channelWords = ({ channels = [] }: Who) => `in the channel ${list(channels)}`;

export function list(names: readonly string[]): string {
  return names.map((name) => code(name)).join(', ');
}

export function namesOf(missed: readonly Missed[]): string[] {
  return missed.map(({ rule }) => rule.name);
}
