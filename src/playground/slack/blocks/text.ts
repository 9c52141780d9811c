import * as z from 'zod';

/**
 * Text objects. Limits count UTF-16 units of the text as sent, escapes included: Slack does not
 * say how it counts, and this is the strictest reading.
 */

export function plainText(max = 3000) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwn(max = 3000) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(max = 3000) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

export const blockId = z.string().min(1).max(255).optional();
export const actionId = z.string().min(1).max(255).optional();

/** Only web addresses: Slack refuses anything else in buttons and images. */
export const url = z
  .string()
  .max(3000)
  .regex(/^https?:\/\/\S+$/, 'must be a valid URL');

export const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});
