/** Message metadata: https://docs.slack.dev/messaging/message-metadata */
import * as z from 'zod';
import { SlackError } from './method.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const flat = z.record(z.string(), scalar);

const metadataSchema = z.strictObject({
  /** Documented as alphanumeric; Slack's own examples have underscores. */
  event_type: z.string().regex(/^\w+$/),
  /** As deep as Slack's published types go. */
  event_payload: z.record(z.string(), z.union([scalar, flat, z.array(flat)])),
});

/** Slack has a limit, and an error for it, and tells neither number nor unit. */
const LENGTH_MAX = 16_000;

/** An empty object stands for none: that is how an update takes them away. */
export function checkedMetadata(value: unknown): Record<string, unknown> | undefined {
  if (isEmpty(value)) return undefined;
  const parsed = metadataSchema.safeParse(value);
  if (!parsed.success) throw new SlackError('invalid_metadata_format');
  if (JSON.stringify(value).length > LENGTH_MAX) throw new SlackError('metadata_too_large');
  return parsed.data;
}

export function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
