/** Event v1 of the core group, which holds what events.k8s.io/v1 writes too. */
import * as z from 'zod';
import { ObjectMeta } from './meta.ts';

export const Event = z.object({
  metadata: ObjectMeta,
  involvedObject: z.object({
    kind: z.string().default(''),
    name: z.string().default(''),
    namespace: z.string().default(''),
    uid: z.string().default(''),
  }),
  type: z.string().default(''),
  reason: z.string().default(''),
  message: z.string().default(''),
  count: z.number().nullish(),
  series: z
    .object({ count: z.number().default(0), lastObservedTime: z.string().nullish() })
    .nullish(),
  firstTimestamp: z.string().nullish(),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
});
export type Event = z.infer<typeof Event>;
