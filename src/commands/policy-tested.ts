/** A line put to the rules: for reading, for asking, and for approving. */
import { channelOf, refusal } from '../access/policy.ts';
import {
  type Actor,
  type Approvals,
  mayApprove,
  mayChange,
  mayRead,
  type Verdict,
} from '../access/rules.ts';
import type { PolicyRule } from '../policy-rule.ts';
import type { Request } from './command.ts';
import { type Answer, answerOf } from './policy-answer.ts';
import type { Line } from './policy-line.ts';
import { clusterOf, findPlace, type Place, type There } from './policy-place.ts';
import { actorOf, type PolicyArgs } from './policy-who.ts';

export interface Tested {
  line: Line;
  actor: Actor;
  rules: readonly PolicyRule[];
  /** Why nobody is answered there; absent: they are, or no channel is named. */
  unanswered?: { what: string; hint: string };
  cluster: string;
  reading: Answer;
  /** Absent: the line only reads. */
  change?: TestedChange;
}

export interface TestedChange extends Place {
  after: number;
  asking: Answer<Verdict & { approvals?: Approvals }>;
  /** Of a change like this one that somebody else asks for. */
  approving: Answer;
}

export async function testLine(request: Request<PolicyArgs>, line: Line): Promise<Tested> {
  const { job, config } = request;
  const rules = config.policy?.rules ?? [];
  const actor = await actorOf(request, rules);
  // As if it were asked there: a channel says where questions without a place lead.
  const channel = channelOf(actor.channel, config.slack);
  const said = line.scope.cluster ?? job.scope.cluster ?? channel?.cluster;
  const cluster = clusterOf(request, said);
  const namespace = line.scope.namespace ?? request.namespace;
  const there = { ...request, namespace, fallbackNamespace: channel?.namespace, asked: cluster };
  const unanswered = actor.channel === '' ? undefined : answerTo(actor, request);
  return {
    line,
    actor,
    rules,
    cluster,
    ...(unanswered && { unanswered }),
    reading: answerOf(actor, rules, (who) => mayRead(who, cluster, rules)),
    ...(line.change && { change: await testChange(there, line.change, actor) }),
  };
}

function answerTo({ team, user, channel }: Actor, { config }: Request<unknown>) {
  const asker = { kind: 'slack', team, user } as const;
  return refusal({ asker, reply: { kind: 'slack', channel, private: false } }, config.slack);
}

async function testChange(
  there: There,
  change: NonNullable<Line['change']>,
  actor: Actor,
): Promise<TestedChange> {
  const rules = there.config.policy?.rules ?? [];
  const found = await findPlace(there, change);
  const { place, before = 0, others = [] } = found;
  const isStepFree = found.before === undefined;
  const asking = answerOf(actor, rules, (who) =>
    mayChange(who, place, { ...change, before, others }, rules, { isStepFree }),
  );
  // Whoever may not ask may be the one who approves.
  const needed = asking.best.approvals ?? anyApproval;
  const requester = { team: actor.team, user: '' };
  const approving = answerOf(actor, rules, (who) =>
    mayApprove(who, place, needed, requester, rules),
  );
  return { ...found, after: change.after, asking, approving };
}

const anyApproval = { count: 1, expiresAfterMinutes: 1, isReasonRequired: false, rule: '' };
