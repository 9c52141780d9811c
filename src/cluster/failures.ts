/**
 * What an answer other than 200 means. Two sizes of failure: one question stays open (`Unanswered`,
 * which becomes a gap), or the server as a whole cannot be used (`UserError`).
 */
import * as z from 'zod';
import { UserError } from '../errors.ts';
import { code, visible } from '../report.ts';
import type { Gap, Permission } from '../snapshot.ts';
import { type Place, schemeDoubt, sentence, serverOf } from './place.ts';
import type { Question } from './question.ts';

/** All that a failure says of the request. */
export type Named = Pick<Question, 'words'>;

type Rightful = Named & Pick<Question, 'permission'>;

interface UnansweredWords {
  reason: Gap['reason'];
  message: string;
  permission?: Permission;
  /** Nobody answered, or only to say "not now". */
  isSilence?: boolean;
  status?: number;
}

export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly words: UnansweredWords;

  constructor(words: UnansweredWords, options?: ErrorOptions) {
    super(words.message, options);
    this.words = words;
  }
}

/** The status, the media type and the body of an answer. */
export interface Answer {
  status: number;
  contentType: string;
  /** Milliseconds, from `Retry-After`. */
  retryAfter?: number;
  /** Milliseconds by which our clock is ahead of the server's; negative: behind. */
  clockAhead?: number;
  body: string;
}

const Status = z.object({
  kind: z.literal('Status'),
  message: z.string().default(''),
  reason: z.string().default(''),
  details: z
    .object({ name: z.string().default(''), causes: z.array(z.unknown()).default([]) })
    .prefault({}),
});

export function statusIn({ body }: Answer): z.infer<typeof Status> | undefined {
  return Status.safeParse(jsonIn(body)).data;
}

/** Undefined if it is not JSON; the parser's own error would quote the body. */
export function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** 404 for the object that was named: an answer, not a failure. */
export function isNoSuchObject(answer: Answer, { verb }: Question): boolean {
  if (answer.status !== 404 || verb !== 'get') return false;
  const status = statusIn(answer);
  return status?.reason === 'NotFound' && status.details.name !== '';
}

export function failureOf(answer: Answer, question: Rightful, place: Place): Error {
  const status = statusIn(answer);
  if (answer.status === 401) return unauthorized(answer, question, place);
  if (answer.status === 429 || answer.status >= 500) return busy(answer, question, status?.message);
  if (answer.status === 404 && (status || isUnknownGroup(answer, question))) {
    const message = `${question.words}: ${visible(status?.message || 'not served here')}`;
    return new Unanswered({ reason: 'not-installed', message, status: 404 });
  }
  if (!status) return notKubernetes(answer, question, place);
  if (answer.status === 403) {
    const { permission } = question;
    return new Unanswered({ reason: 'refused', message: visible(status.message), permission });
  }
  const message = `${question.words}: ${answer.status} ${visible(status.message)}`;
  return new Unanswered({ reason: 'unreachable', message, status: answer.status });
}

/** The API server answers a group it does not know with bare text; the core group it always knows. */
function isUnknownGroup({ contentType }: Answer, { permission }: Rightful): boolean {
  return permission.group !== '' && contentType.startsWith('text/plain');
}

export function busy({ status }: Answer, { words }: Named, said: string | undefined): Unanswered {
  const message = `${words}: the API server answered ${status}${said ? `: ${visible(said)}` : ''}`;
  return new Unanswered({ reason: 'unreachable', message, status, isSilence: true });
}

export function unauthorized(answer: Answer, { words }: Named, place: Place): UserError {
  const what = place.credentials
    ? `${sentence(serverOf(place))} does not accept our credentials (401).`
    : `${sentence(serverOf(place))} wants credentials, and none are configured (401).`;
  const why = place.whenRefused ?? 'They are wrong or have expired.';
  const hint = place.credentials
    ? `They come from ${place.credentials}. ${why}${clockDoubt(answer)}`
    : `Add some to ${place.source}.`;
  return new UserError('unreadable', { what, hint }, { cause: new Error(`${words}: 401`) });
}

/** AWS and OpenID Connect refuse what was signed at another time than theirs. */
function clockDoubt({ clockAhead = 0 }: Answer): string {
  const minutes = Math.round(Math.abs(clockAhead) / 60_000);
  const way = clockAhead > 0 ? 'ahead of' : 'behind';
  const consequence = 'credentials that are signed here fail for that';
  return minutes < 2
    ? ''
    : ` The clock here is ${minutes} min ${way} the server's: ${consequence}.`;
}

/** Nobody answered anything. */
export function silence(first: Unanswered, place: Place): UserError {
  const what = `Nothing could be read from ${serverOf(place)}: ${first.message}.`;
  const likely = 'the API server is overloaded, restarting or cut off.';
  const hint = `Try again in a minute. If it stays so, ${likely}${schemeDoubt(place)}`;
  return new UserError('unreadable', { what, hint }, { cause: first });
}

/** A login page, a proxy's own page, another kind of server. What it said is not repeated. */
export function notKubernetes(answer: Answer, { words }: Named, place: Place): UserError {
  const type = answer.contentType.split(';')[0] || 'no content type';
  const what = `${sentence(serverOf(place))} does not answer like one: ${answer.status}, ${code(type)}.`;
  const hint = `Is it a login page or a proxy? The address comes from ${place.source}.${schemeDoubt(place)}`;
  const cause = new Error(`${words}: ${answer.status} ${type} is not a Kubernetes answer`);
  return new UserError('unreadable', { what, hint }, { cause });
}
