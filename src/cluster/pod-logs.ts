/** What containers printed, through the API server, without the secrets they may have printed. */
import { UserError } from '../errors.ts';
import { visible } from '../report.ts';
import type { LogFailure, LogQuery, PodLog } from '../snapshot.ts';
import { answerTo, type Line, type Trip } from './call.ts';
import type { Received } from './connection.ts';
import { failureOf, statusIn, Unanswered } from './failures.ts';
import { isPossibleName } from './question.ts';
import { redactLog } from './redact-log.ts';

const MOST_LOGS = 3;
const MOST_LINES = 200;
/** The kubelet goes back by lines first and reads on from there: the newest are what this cuts off. */
const MOST_BYTES = 65_536;

/** In the order of the queries. */
export function readLogs(
  queries: readonly LogQuery[],
  { connection, deadline, wave }: Trip,
): Promise<PodLog[]> {
  const stop = deadline.signal;
  return Promise.all(
    queries
      .slice(0, MOST_LOGS)
      .map((query) => readLog(query, { connection, deadline, stop, chain: wave.chain() })),
  );
}

async function readLog(query: LogQuery, line: Line): Promise<PodLog> {
  const { namespace, pod } = query;
  if (![namespace, pod].every(isPossibleName)) {
    return notRead(query, { reason: 'missing', message: 'no pod can have this name' });
  }
  try {
    const answer = await answerTo(wordsFor(query), { method: 'GET', path: pathOf(query) }, line);
    return logIn(answer, query, line);
  } catch (error) {
    return notRead(query, failureIn(error));
  }
}

function pathOf({ namespace, pod, container, previous }: LogQuery): string {
  const [space, name] = [namespace, pod].map(encodeURIComponent);
  const parameters = new URLSearchParams({
    tailLines: String(MOST_LINES),
    limitBytes: String(MOST_BYTES),
    ...(container !== undefined && { container }),
    ...(previous && { previous: 'true' }),
  });
  return `/api/v1/namespaces/${space}/pods/${name}/log?${parameters}`;
}

/** @throws Unanswered | UserError */
function logIn(answer: Received, query: LogQuery, line: Line): PodLog {
  const said = statusIn(answer)?.message;
  const isLog = answer.status === 200 && answer.contentType.startsWith('text/plain');
  if (isLog) return isGone(answer) ? missing(query, answer.body) : logOf(answer, query);
  if (said && [400, 404].includes(answer.status)) return missing(query, said);
  const { namespace } = query;
  const permission = { verb: 'get', group: '', resource: 'pods/log', namespace } as const;
  throw failureOf(answer, { ...wordsFor(query), permission }, line.connection.place);
}

/** The kubelet's answer where the file has been removed meanwhile: 200, and these words as the log. */
function isGone({ body }: Received): boolean {
  return /^unable to retrieve container logs for \S+$/.test(body);
}

function logOf({ body, bytes }: Received, query: LogQuery): PodLog {
  const isLong = bytes >= MOST_BYTES;
  const text = isLong ? wholeLines(body) : body;
  const isCut = isLong || text.split('\n').length > MOST_LINES;
  return { query, kind: 'log', lines: redactLog(text), isCut };
}

/** Half a line may hold half a secret, which nobody would know for one. */
function wholeLines(body: string): string {
  return body.slice(0, body.lastIndexOf('\n') + 1);
}

function missing(query: LogQuery, said: string): PodLog {
  return notRead(query, { reason: 'missing', message: visible(said) });
}

function notRead(query: LogQuery, failure: LogFailure): PodLog {
  return { query, kind: 'not-read', failure };
}

function wordsFor({ namespace, pod, container }: LogQuery): { words: string } {
  const which = container === undefined ? '' : ` of container ${container}`;
  return { words: visible(`get the log of pods/${pod} in ${namespace}${which}`) };
}

/** Whatever it is, it is no finding about the container. */
function failureIn(error: unknown): LogFailure {
  if (error instanceof Unanswered) {
    const { reason, message, permission } = error.words;
    if (reason !== 'refused') return { reason: 'unreachable', message };
    return { reason, message, ...(permission && { permission }) };
  }
  if (error instanceof UserError) return { reason: 'unreachable', message: error.message };
  throw error;
}
