/**
 * A Job as it travels, and what every queue accepts, so that nothing works on the embedded one and
 * fails on SQS. Breaking a limit is a bug of the caller: plain errors, not UserErrors.
 */
import { Job } from '../job.ts';

/** What SQS can delay a message by; what is later needs a schedule. */
export const MAX_DELAY_SECONDS = 900;
/** UTF-8 bytes. SQS accepts more by now; a Job of this size is a mistake all the same. */
const MAX_MESSAGE_BYTES = 256 * 1024;

/** @throws RangeError if the Job is too large */
export function encodeJob(job: Job): string {
  // SQS refuses these two characters; within the quotes of JSON they may be spelled out.
  const body = JSON.stringify(job).replace(/[\ufffe\uffff]/g, (c) =>
    c === '\ufffe' ? '\\ufffe' : '\\uffff',
  );
  return checkSize(job, body);
}

/** @throws RangeError */
export function checkSize({ id }: Pick<Job, 'id'>, body: string): string {
  const size = Buffer.byteLength(body);
  if (size <= MAX_MESSAGE_BYTES) return body;
  throw new RangeError(`queue: the job ${id} has ${size} bytes, more than ${MAX_MESSAGE_BYTES}`);
}

/** @throws Error that names the wrong fields of ours and no text of theirs; more deliveries cannot help */
export function decodeJob(body: string): Job {
  const { data, error } = Job.safeParse(parseJson(body));
  if (data) return data;
  const wrong = error.issues.map(({ code, path, message }) => {
    const what = code === 'unrecognized_keys' ? 'unknown fields' : message;
    return path.length > 0 ? `${path.join('.')}: ${what}` : what;
  });
  throw new Error(`queue: a message is no Job: ${wrong.join('; ')}`);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own words quote the text, which belongs in no log.
    throw new Error('queue: a message is no Job: it is no JSON');
  }
}

/** @throws RangeError */
export function checkDelay(seconds: number): number {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_DELAY_SECONDS) return seconds;
  const range = `a whole number from 0 to ${MAX_DELAY_SECONDS}`;
  throw new RangeError(`queue: delaySeconds is ${range}, not ${seconds}`);
}

/**
 * Seconds until a delivery that was asked for again. Longer waits than a queue can keep become the
 * longest one: whoever is asked too early asks again.
 *
 * @throws RangeError for what is no time to come
 */
export function retryDelay(afterSeconds: number): number {
  if (afterSeconds >= 0) return Math.min(Math.ceil(afterSeconds), MAX_DELAY_SECONDS);
  throw new RangeError(`queue: afterSeconds is 0 or more, not ${afterSeconds}`);
}
