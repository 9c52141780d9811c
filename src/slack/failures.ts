/** What a failed call to Slack means for the answer: wait, say it another way, or give up. */
import { ErrorCode } from '@slack/web-api';
import * as z from 'zod';

export type SlackFailure =
  | { kind: 'wait'; afterSeconds: number }
  /** The bot cannot post there: not a member, or the channel is hidden from it. */
  | { kind: 'no-access' }
  | { kind: 'invalid-blocks' }
  /** The message that was to be changed. */
  | { kind: 'gone' }
  | { kind: 'invalid-metadata' }
  | { kind: 'other'; error: unknown };

/** A Slack that has no time just now, at an address the library does not call. */
export class SlackBusy extends Error {
  readonly afterSeconds: number;

  constructor(message: string, afterSeconds = pauseSeconds, options?: ErrorOptions) {
    super(message, options);
    this.afterSeconds = afterSeconds;
  }
}

/** What the library calls a platform error, at an address the library does not call. */
export class BlocksRefused extends Error {}

const Thrown = z.object({
  code: z.string(),
  retryAfter: z.number().optional(),
  statusCode: z.number().optional(),
  data: z.object({ error: z.string().optional() }).optional(),
});

const noAccess = ['not_in_channel', 'channel_not_found', 'is_archived', 'user_not_in_channel'];
/** The general one too: it may be about metadata, and without them the call is worth another try. */
const metadataRefused = /metadata|^invalid_arguments$/;
const tooBusy = ['ratelimited', 'internal_error', 'fatal_error', 'service_unavailable'];
/** Slack named no time: long enough for a hiccup, short enough for a person who waits. */
const pauseSeconds = 5;

export function failureOf(error: unknown): SlackFailure {
  if (error instanceof SlackBusy) return { kind: 'wait', afterSeconds: error.afterSeconds };
  if (error instanceof BlocksRefused) return { kind: 'invalid-blocks' };
  const { data: thrown } = Thrown.safeParse(error);
  switch (thrown?.code) {
    case ErrorCode.RateLimitedError:
      return { kind: 'wait', afterSeconds: thrown.retryAfter ?? pauseSeconds };
    case ErrorCode.RequestError:
      return { kind: 'wait', afterSeconds: pauseSeconds };
    case ErrorCode.HTTPError:
      if ((thrown.statusCode ?? 0) >= 500) return { kind: 'wait', afterSeconds: pauseSeconds };
      return { kind: 'other', error };
    case ErrorCode.PlatformError:
      return platformFailure(thrown.data?.error ?? '', error);
    default:
      return { kind: 'other', error };
  }
}

function platformFailure(name: string, error: unknown): SlackFailure {
  if (noAccess.includes(name)) return { kind: 'no-access' };
  if (name === 'invalid_blocks') return { kind: 'invalid-blocks' };
  if (metadataRefused.test(name)) return { kind: 'invalid-metadata' };
  if (name === 'message_not_found') return { kind: 'gone' };
  if (tooBusy.includes(name)) return { kind: 'wait', afterSeconds: pauseSeconds };
  return { kind: 'other', error };
}
