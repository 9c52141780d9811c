import { createHmac } from 'node:crypto';

/** Source: Slack's "Verifying requests", version v0 of the scheme. `timestamp` in seconds. */
export function sign(
  body: string,
  { secret, timestamp }: { secret: string; timestamp: number },
): Record<'x-slack-request-timestamp' | 'x-slack-signature', string> {
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': `v0=${digest}`,
  };
}
