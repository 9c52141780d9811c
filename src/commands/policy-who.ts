/** Whom a policy is tested for: the person and the channel that were named, or who asks and where. */
import { type Actor, groupsIn } from '../access/rules.ts';
import { UserError } from '../errors.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { code } from '../report.ts';
import type { Request } from './command.ts';

export interface PolicyArgs {
  line: string;
  /** Ids of Slack. */
  as?: string | undefined;
  channel?: string | undefined;
  group: readonly string[];
}

type Asking = Pick<Request<PolicyArgs>, 'job' | 'args' | 'config' | 'desk'>;

/**
 * Who is in a user group only Slack knows; in a terminal it is not known, except as `--group` says.
 * @throws UserError usage: nobody is named
 */
export async function actorOf(
  { job, args, config, desk }: Asking,
  rules: readonly PolicyRule[],
): Promise<Actor> {
  const { asker, reply } = job;
  const isSlack = asker.kind === 'slack' && reply.kind === 'slack';
  const user = args.as ?? (isSlack ? asker.user : undefined);
  if (user === undefined) throw nobody(args);
  const open = groupsIn(rules).filter((group) => !args.group.includes(group));
  const known = (await desk?.memberships.of(user, open)) ?? new Map<string, boolean | undefined>();
  return {
    team: isSlack ? asker.team : (config.slack?.teams[0] ?? ''),
    user,
    channel: args.channel ?? (isSlack ? reply.channel : ''),
    groups: new Map([...known, ...args.group.map((group) => [group, true] as const)]),
  };
}

function nobody({ line }: PolicyArgs): UserError {
  return new UserError('usage', {
    what: 'A policy is tested for somebody.',
    hint: `Say for whom: ${code(`policy test --as U0123ABCD '${line}'`)}. The id is in the person’s profile in Slack.`,
  });
}
