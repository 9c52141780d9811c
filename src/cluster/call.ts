/** One request of a question: its time limits, its one retry, its cost, and what its answer means. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, Doorway, Received, Request } from './connection.ts';
import type { Chain, Wave } from './counters.ts';
import {
  failureOf,
  isNoSuchObject,
  jsonIn,
  type Named,
  notKubernetes,
  Unanswered,
} from './failures.ts';
import { isDropped, networkFailureOf } from './network-failures.ts';
import type { Question } from './question.ts';

/** All in milliseconds. */
export interface Limits {
  call: number;
  deadline: number;
}

/** The time that a door has for all its reads. */
export interface Deadline {
  limits: Limits;
  signal: AbortSignal;
  left(): number;
}

/** What the questions share that go out together. */
export interface Trip {
  connection: Doorway;
  deadline: Deadline;
  wave: Wave;
}

/** What the requests of one question share. */
export interface Line {
  connection: Connection;
  deadline: Deadline;
  /** The deadline, or the failure of another question of the same read. */
  stop: AbortSignal;
  chain: Chain;
}

export function startDeadline(limits: Limits): Deadline {
  const end = performance.now() + limits.deadline;
  return {
    limits,
    signal: AbortSignal.timeout(limits.deadline),
    left: () => end - performance.now(),
  };
}

/**
 * The answer's JSON; undefined if the one object that was named does not exist.
 * @throws Unanswered | UserError
 */
export async function call(question: Question, path: string, line: Line): Promise<unknown> {
  const answer = await answerTo(question, { method: 'GET', path }, line);
  const { place } = line.connection;
  if (isNoSuchObject(answer, question)) return undefined;
  if (answer.status !== 200) throw failureOf(answer, question, place);
  const json = jsonIn(answer.body);
  if (typeof json !== 'object' || json === null) throw notKubernetes(answer, question, place);
  return json;
}

/**
 * Whatever the status. Repeated at most once, so a request must do no harm when it is made twice.
 * @throws Unanswered | UserError
 */
export async function answerTo(question: Named, request: Request, line: Line): Promise<Received> {
  const first = await attempt(question, request, line).catch((error: unknown) => {
    if (isDropped(error) && !line.stop.aborted) return undefined;
    throw networkFailureOf(error, question, line.connection.place);
  });
  const wait = first ? pauseAfter(first, line.deadline) : 0;
  if (first && wait === undefined) return first;
  await sleep(wait, undefined, { signal: line.stop }).catch(() => undefined);
  return attempt(question, request, line).catch((error: unknown) => {
    throw networkFailureOf(error, question, line.connection.place);
  });
}

/** A busy server says itself when to come back; without that, asking again makes it busier. */
function pauseAfter({ status, retryAfter }: Received, deadline: Deadline): number | undefined {
  const isBusy = status === 429 || status >= 500;
  const fits = retryAfter !== undefined && retryAfter < deadline.left();
  return isBusy && fits ? retryAfter : undefined;
}

/**
 * Whatever the status, and never a second time.
 * @throws Unanswered | UserError; what `fetch` throws about the network
 */
export async function attempt(question: Named, request: Request, line: Line): Promise<Received> {
  const { connection, deadline, stop, chain } = line;
  const { call: limit } = deadline.limits;
  if (stop.aborted) throw tooLate(question, deadline);
  let timeout: AbortSignal | undefined;
  const start = () => {
    chain.sent();
    timeout = AbortSignal.timeout(limit);
    return AbortSignal.any([stop, timeout]);
  };
  try {
    const answer = await connection.send(request, stop, start);
    chain.received(answer.bytes);
    return answer;
  } catch (error) {
    if (stop.aborted) throw tooLate(question, deadline, error);
    if (timeout?.aborted) throw silent(question, `no answer within ${inSeconds(limit)}`, error);
    throw error;
  }
}

function tooLate(question: Named, { limits }: Deadline, cause?: unknown): Unanswered {
  return silent(question, `no time left of ${inSeconds(limits.deadline)} for all reads`, cause);
}

function silent({ words }: Named, why: string, cause: unknown): Unanswered {
  const message = `${words}: ${why}`;
  return new Unanswered({ reason: 'unreachable', message, isSilence: true }, { cause });
}

function inSeconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
