/** The MD5s that SQS returns and the SDK compares. */
import { createHash } from 'node:crypto';
import * as z from 'zod';

export const MessageAttributes = z.record(
  z.string(),
  z.object({
    DataType: z.string(),
    StringValue: z.string().optional(),
    /** base64 */
    BinaryValue: z.string().optional(),
  }),
);
export type MessageAttributes = z.infer<typeof MessageAttributes>;

export const md5 = (content: string | Buffer) => createHash('md5').update(content).digest('hex');

/**
 * Over name, type and value of each attribute in the order of the names, each with its length before
 * it; one byte tells texts (1) from bytes (2). SQS Developer Guide, "Calculating the MD5 message
 * digest for message attributes".
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const all = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (all.length === 0) return undefined;
  const parts = all.flatMap(([name, { DataType, StringValue, BinaryValue }]) => [
    ...measured(Buffer.from(name)),
    ...measured(Buffer.from(DataType)),
    Buffer.from([BinaryValue === undefined ? 1 : 2]),
    ...measured(
      BinaryValue === undefined
        ? Buffer.from(StringValue ?? '')
        : Buffer.from(BinaryValue, 'base64'),
    ),
  ]);
  return md5(Buffer.concat(parts));
}

function measured(bytes: Buffer): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}
