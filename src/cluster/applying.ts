/** One Patch on its way: a single request, and what its answer, or none, says has become of it. */
import { UserError } from '../errors.ts';
import type { Applied, JsonObject, Patch } from '../patch.ts';
import { visible } from '../report.ts';
import { attempt, type Line, type Trip } from './call.ts';
import type { Received, Request } from './connection.ts';
import { busy, jsonIn, notKubernetes, statusIn, Unanswered, unauthorized } from './failures.ts';
import { isNeverSent, networkFailureOf } from './network-failures.ts';
import type { Place } from './place.ts';
import { isPossible, type Question, questionOf } from './question.ts';

const FIELD_MANAGER = 'portolan';
/** Characters of a denial: a policy names itself and its binding before it says why. */
const LONGEST = 600;

export function applyPatch(patch: Patch, isDryRun: boolean, trip: Trip): Promise<Applied> {
  const target = targetOf(patch);
  if (!isPossible(target)) return Promise.resolve(drifted('no object can have this name'));
  const request = requestFor(target, patch, isDryRun);
  return trip.connection.asWriter((connection) => send(target, request, { ...trip, connection }));
}

function targetOf({ kind, namespace, name }: Patch): Question {
  const question = questionOf({ kind, namespace, name });
  const permission = { ...question.permission, verb: 'patch' } as const;
  return { ...question, permission, words: question.words.replace(/^get/, 'patch') };
}

function requestFor({ path }: Question, { operations }: Patch, isDryRun: boolean): Request {
  const dryRun = isDryRun ? { dryRun: 'All' } : {};
  const parameters = new URLSearchParams({ fieldManager: FIELD_MANAGER, ...dryRun });
  return {
    method: 'PATCH',
    path: `${path}?${parameters}`,
    body: operations,
    mediaType: 'application/json-patch+json',
  };
}

type Way = Pick<Line, 'connection' | 'deadline'> & Pick<Trip, 'wave'>;

/** Once under way it has its own time limit alone: to give it up earlier only makes it unclear. */
async function send(target: Question, request: Request, way: Way): Promise<Applied> {
  const { connection, deadline, wave } = way;
  const stop = deadline.signal.aborted ? deadline.signal : AbortSignal.any([]);
  const chain = wave.chain();
  let isSent = false;
  const sent = () => {
    isSent = true;
    chain.sent();
  };
  try {
    const line = { connection, deadline, stop, chain: { ...chain, sent } };
    return meaningOf(await attempt(target, request, line), target, connection.place);
  } catch (error) {
    return lost(error, isSent, target, connection.place);
  }
}

function meaningOf(answer: Received, target: Question, place: Place): Applied {
  const { status } = answer;
  const said = statusIn(answer);
  const message = `${target.words}: ${status} ${visible(said?.message ?? '')}`;
  if (status === 200) return written(answer, target, place);
  if (status === 401) return failed(wordsOf(unauthorized(answer, target, place)));
  if (status >= 500)
    return { kind: 'unclear', message: busy(answer, target, said?.message).message };
  if (!said) return failed(wordsOf(notKubernetes(answer, target, place)));
  if (isDrift(answer)) return drifted(message);
  if (isDenied(status, said.message))
    return { kind: 'denied', message: visible(said.message, LONGEST) };
  if (status !== 403) return failed(message);
  return { kind: 'refused', message: visible(said.message), permission: target.permission };
}

/** Whoever says 200 in other words than a Kubernetes object may have passed it on, or not. */
function written(answer: Received, target: Question, place: Place): Applied {
  const object = jsonIn(answer.body);
  if (isObject(object)) return { kind: 'applied', object };
  return { kind: 'unclear', message: wordsOf(notKubernetes(answer, target, place)) };
}

function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && 'metadata' in json;
}

/** A `test` that does not hold is answered with a 422 that names neither an object nor a field. */
function isDrift(answer: Received): boolean {
  const { reason = '', details } = statusIn(answer) ?? {};
  const isAbout = details !== undefined && (details.name !== '' || details.causes.length > 0);
  if (answer.status === 422) return reason === 'Invalid' && !isAbout;
  return answer.status === 409 || (answer.status === 404 && isAbout);
}

/** Policies and webhooks may answer with RBAC's own 403: only the words tell them apart. */
function isDenied(status: number, said: string): boolean {
  const isAdmission = /ValidatingAdmissionPolicy|admission webhook|denied (the )?request/.test(
    said,
  );
  return [400, 422].includes(status) || (status === 403 && isAdmission);
}

/** @throws what is a bug of ours */
function lost(error: unknown, isSent: boolean, target: Question, place: Place): Applied {
  const failure = networkFailureOf(error, target, place);
  const isKnown = failure instanceof Unanswered || failure instanceof UserError;
  if (!isKnown) throw failure;
  const message = wordsOf(failure);
  return isSent && !isNeverSent(error, place) ? { kind: 'unclear', message } : failed(message);
}

function wordsOf(error: Error): string {
  return error instanceof UserError ? `${error.message} ${error.hint}` : error.message;
}

const failed = (message: string): Applied => ({ kind: 'failed', message });
const drifted = (message: string): Applied => ({ kind: 'drifted', message });
