/**
 * Proof that a Job comes from the front: an HMAC over every byte of the body, made with a key that
 * only front and worker can read. Whoever may send to the queue could otherwise ask in anybody's name,
 * and have the answer posted to a `response_url` of their own.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Job } from '../job.ts';
import { checkSize, decodeJob, encodeJob } from './message.ts';

/** A sealed body: `sealed.<HMAC-SHA256 in base64url>.<the Job as JSON>`. A plain one begins with `{`. */
const MARK = 'sealed.';
const SEALED = /^sealed\.([\w-]{43})\.(.*)$/s;
/** Keeps a seal from counting for anything else that is ever signed with the same key. */
const PURPOSE = 'portolan job 1\n';

/** @throws RangeError if the Job is too large */
export function seal(job: Job, key: string): string {
  const text = encodeJob(job);
  return checkSize(job, `${MARK}${digest(text, key).toString('base64url')}.${text}`);
}

export interface Opened {
  job: Job;
  isSealed: boolean;
}

/**
 * @param keys any of which may have made the seal: two while they are rotated
 * @throws Error for a wrong seal, before anything of the Job is read, and for what is no Job
 */
export function open(body: string, keys: readonly string[]): Opened {
  if (!body.startsWith(MARK)) return { job: decodeJob(body), isSealed: false };
  const [, mac = '', text = ''] = SEALED.exec(body) ?? [];
  const given = Buffer.from(mac, 'base64url');
  // Each key is tried, so that the time tells nothing about which of them it was.
  const matching = keys.filter((key) => isSame(given, digest(text, key)));
  if (matching.length > 0) return { job: decodeJob(text), isSealed: true };
  throw new Error(
    keys.length > 0
      ? 'queue: the seal of a message is wrong'
      : 'queue: a message is sealed, and there is no key to check it with',
  );
}

export interface SealRules {
  keys: readonly string[];
  /** What is refused without a seal. */
  needsSeal: (job: Job) => boolean;
}

/** How a worker reads the bodies it is handed. */
export function createOpener({ keys, needsSeal }: SealRules): (body: string) => Job {
  return (body) => {
    const { job, isSealed } = open(body, keys);
    if (isSealed || !needsSeal(job)) return job;
    throw new Error(`queue: a message asks for ${job.command} without the seal that it needs`);
  };
}

const digest = (text: string, key: string) =>
  createHmac('sha256', key).update(PURPOSE).update(text).digest();

const isSame = (given: Buffer, right: Buffer) =>
  given.length === right.length && timingSafeEqual(given, right);
