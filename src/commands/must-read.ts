/** The rules about reading, before a question that came through Slack reaches a cluster. */
import { groupsIn, mayRead } from '../access/rules.ts';
import { UserError } from '../errors.ts';
import type { Request } from './command.ts';

type Asking = Pick<Request<unknown>, 'job' | 'config' | 'desk' | 'cluster'>;

/**
 * In a terminal everybody reads with their own rights, and the cluster decides.
 * @throws UserError refused
 */
export async function mustRead({ job, config, desk, cluster }: Asking): Promise<void> {
  const { asker, reply } = job;
  const rules = (config.policy?.rules ?? []).filter(({ may }) => may.includes('read'));
  const isRuled = rules.length > 0 && cluster.name !== '';
  if (!isRuled || asker.kind !== 'slack' || reply.kind !== 'slack') return;
  const { team, user } = asker;
  const groups = (await desk?.memberships.of(user, groupsIn(rules))) ?? new Map();
  const verdict = mayRead({ team, user, channel: reply.channel, groups }, cluster.name, rules);
  if (!verdict.isAllowed) throw new UserError('refused', verdict);
}
