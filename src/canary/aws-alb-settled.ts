/** Whether the AWS Load Balancer Controller has taken an Ingress since: what its events say. */
import { signOf } from '../network/routes/controller-words.ts';
import { seenAt } from '../network/routes/rule-events.ts';
import type { Event } from '../objects/event.ts';
import { code } from '../report.ts';
import type { CanaryEvidence, CanaryRoute, Settled } from './provider.ts';

const success = 'SuccessfullyReconciled';
const failures = ['FailedBuildModel', 'FailedDeployModel'];

export function albSettled(
  { object }: CanaryRoute,
  { events, appliedAt }: CanaryEvidence,
): Settled {
  if (!events) {
    const why =
      'the events about the Ingress, in which its controller would say it, cannot be read';
    return { is: 'unknown', why };
  }
  const [latest] = events
    .filter(({ involvedObject: { kind, uid, name } }) =>
      uid ? uid === object.uid : kind === object.kindName && name === object.name,
    )
    .filter(({ reason }) => reason === success || failures.includes(reason))
    .filter((event) => isAfter(seenAt(event), appliedAt))
    .sort((a, b) => Date.parse(seenAt(b)) - Date.parse(seenAt(a)));
  if (!latest) return { is: 'no', why: 'its controller has said nothing since' };
  if (latest.reason === success)
    return { is: 'yes', why: 'its controller has changed the load balancer' };
  return failed(latest);
}

/** Times are whole seconds: what was said in the very second of the write may be about the one before. */
const isAfter = (time: string, appliedAt: string) => Date.parse(time) > Date.parse(appliedAt);

/** AWS refuses too many calls at a time, which its controller makes again. */
function failed({ message, reason }: Event): Settled {
  const sign = signOf(message);
  const said = `${code(reason)}: ${code(message)}`;
  const why = sign ? `${sign.means} (${said})` : `its controller says ${said}`;
  return { is: 'no', why, ...(sign?.kind !== 'weakens' && { isFinal: true }) };
}
