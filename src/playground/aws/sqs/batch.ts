/** Ten at once: each entry succeeds or fails for itself. */
import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import type { MessageQueue } from './queue.ts';

const Entries = z.object({
  Entries: z
    .array(z.looseObject({ Id: z.string().regex(/^[\w-]{1,80}$/) }))
    .min(1)
    .max(10),
});
type Entries = z.infer<typeof Entries>;

/** Makes of an action on one message the one on many. */
export function inBatch<T>(
  Input: z.ZodType<T>,
  act: (queue: MessageQueue, input: T) => unknown,
): [typeof Entries, (queue: MessageQueue, input: Entries) => unknown] {
  const one = (queue: MessageQueue, entry: Entries['Entries'][number]) => {
    try {
      const result = act(queue, Input.parse(entry));
      return { ok: { Id: entry.Id, ...(typeof result === 'object' ? result : {}) } };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { name, message } = error;
      return { failed: { Id: entry.Id, Code: name, Message: message, SenderFault: true } };
    }
  };
  return [
    Entries,
    (queue, input) => {
      const all = input.Entries.map((entry) => one(queue, entry));
      return {
        Successful: all.flatMap(({ ok }) => ok ?? []),
        Failed: all.flatMap(({ failed }) => failed ?? []),
      };
    },
  ];
}
