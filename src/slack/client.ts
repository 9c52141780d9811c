/** How Slack's Web API is called from a function that lives for seconds, not for half an hour. */
import { WebClient, type WebClientOptions } from '@slack/web-api';

export interface SlackPlace {
  botToken: string;
  /** Absent: the real Slack. */
  apiUrl?: string | undefined;
}

/**
 * Two quick retries, no sleeping on 429 (the Job goes back to the queue instead), 5 s for a call. The
 * library's own defaults would retry for 30 minutes.
 */
export function clientOptions({ apiUrl }: Pick<SlackPlace, 'apiUrl'>): WebClientOptions {
  return {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1000 },
    rejectRateLimitedCalls: true,
    timeout: 5000,
  };
}

export function createClient(place: SlackPlace): WebClient {
  return new WebClient(place.botToken, clientOptions(place));
}
