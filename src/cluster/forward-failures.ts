/** What it means when the API server forwards no port. */
import { visible } from '../report.ts';
import type { DnsPod, LookupFailure } from '../snapshot.ts';
import { type Answer, statusIn } from './failures.ts';

/** What a request is told that may forward, and did not ask for an upgrade. */
export function isReadyToForward(answer: Answer): boolean {
  return answer.status === 400 && statusIn(answer)?.message === 'Upgrade request required';
}

/** Policies and webhooks refuse with 403 as RBAC does, or with 422: only the words tell them apart. */
export function forwardFailure(answer: Answer, pod: DnsPod): LookupFailure {
  const said = visible(statusIn(answer)?.message ?? '');
  const isAdmission = /ValidatingAdmissionPolicy|admission webhook|denied request/.test(said);
  if (isAdmission || answer.status === 422) return { reason: 'denied', message: said };
  if (answer.status === 403) return refusal(pod, 'get', said);
  const message = `the API server answered ${answer.status}${said ? `: ${said}` : ''}`;
  return { reason: 'unreachable', message };
}

export function refusal(
  { namespace }: DnsPod,
  verb: 'get' | 'create',
  message: string,
): LookupFailure {
  const permission = { verb, group: '', resource: 'pods/portforward', namespace };
  return { reason: 'refused', message, permission };
}
