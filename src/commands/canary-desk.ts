/** Who acts, and where changes are kept: what only a question from Slack brings along. */

import type { Person } from '../access/change.ts';
import { groupsIn } from '../access/rules.ts';
import type { Actor } from '../access/verdict.ts';
import { canaryPatterns } from '../canary/choose.ts';
import { findChange } from '../changes.ts';
import { UserError } from '../errors.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { code } from '../report.ts';
import { asCanary, type CanaryChange } from './canary-change.ts';
import type { Desk, Request } from './command.ts';

/** Whom a refusal may speak of: those that the rules name, and whoever asked. */
export const namedIn = (
  rules: readonly PolicyRule[],
  ...changes: readonly Pick<CanaryChange, 'requester'>[]
): string[] => [
  ...rules.flatMap(({ who, approvals }) => [
    ...(who.users ?? []),
    ...(approvals.from?.users ?? []),
  ]),
  ...changes.map(({ requester }) => requester.user),
];

type Asking = Pick<Request<unknown>, 'job' | 'config' | 'desk' | 'cluster'>;

export const rulesOf = ({ config }: Pick<Asking, 'config'>): readonly PolicyRule[] =>
  config.policy?.rules ?? [];

export const canaryNames = ({ config }: Pick<Asking, 'config'>): readonly string[] =>
  config.canary?.names ?? canaryPatterns;

/** @throws UserError refused: nobody who signs is asking */
export function deskOf(asking: Asking): { desk: Desk; person: Person; channel: string } {
  const { desk, job } = asking;
  const { asker, reply } = job;
  if (desk && asker.kind === 'slack' && reply.kind === 'slack') {
    return { desk, person: { team: asker.team, user: asker.user }, channel: reply.channel };
  }
  throw new UserError('refused', {
    what: 'Changes are asked for and decided in Slack, where it is known who does it.',
    hint: `Type it there: ${code(slackLine(asking))}.`,
  });
}

/** @throws UserError refused: what is done in secret has no second pair of eyes */
export function mustBeSeen({ job: { reply } }: Pick<Asking, 'job'>): void {
  if (reply.kind !== 'slack' || !reply.private) return;
  throw new UserError('refused', {
    what: 'A change is asked for, approved and undone where others see it.',
    hint: `Type it without ${code('--private')}, in a channel that the configuration lists by its id.`,
  });
}

/** @param isFresh right before something is written, what was read a minute ago does not count */
export async function actorFor(
  { desk, rules }: { desk: Desk; rules: readonly PolicyRule[] },
  { team, user }: Person,
  channel: string,
  isFresh = false,
): Promise<Actor> {
  const groups = await desk.memberships.of(user, groupsIn(rules), { isFresh });
  return { team, user, channel, groups };
}

/** @throws UserError not-found, or usage if it is a change in another cluster */
export async function changeFor(request: Asking, desk: Desk, typed: string): Promise<CanaryChange> {
  const { command } = request.job;
  const line = (id: string) => `${command} ${id}`;
  const change = asCanary(await findChange(desk.store, typed, { now: desk.now(), line }));
  if (change.cluster === request.cluster.name) return change;
  throw new UserError('usage', {
    what: `${code(change.id)} is a change in cluster ${code(change.cluster)}, not in ${code(request.cluster.name)}.`,
    hint: `Add ${code(`--cluster ${change.cluster}`)}.`,
    suggestions: [lineOf(command, change)],
  });
}

/** With its cluster: whoever clicks may be in a channel of another one. */
export const lineOf = (command: string, { id, cluster }: Pick<CanaryChange, 'id' | 'cluster'>) =>
  `${command} ${id} --cluster ${cluster}`;

/**
 * The same question as it is typed in Slack. Slack knows clusters by the configuration alone: a terminal's
 * own ways to name one mean nothing there.
 */
export function slackLine({ config, job }: Pick<Asking, 'config' | 'job'>): string {
  const words = ` ${job.text}`.replaceAll(
    / (--demo|(--scenario|--context|--config|--output|-o)[= ]\S+)/g,
    '',
  );
  return `${config.slack?.command ?? '/svc'}${words}`;
}
