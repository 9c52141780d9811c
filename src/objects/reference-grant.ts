/** ReferenceGrant v1beta1: who may refer to objects of the namespace it stands in. */
import * as z from 'zod';
import { described } from './described.ts';
import { list, ObjectMeta } from './meta.ts';

export const ReferenceGrant = described(
  'ReferenceGrant',
  z.object({
    metadata: ObjectMeta,
    spec: z
      .object({
        from: list(z.object({ group: z.string(), kind: z.string(), namespace: z.string() })),
        /** Without a name: every object of the kind. */
        to: list(z.object({ group: z.string(), kind: z.string(), name: z.string().nullish() })),
      })
      .prefault({}),
  }),
);
export type ReferenceGrant = z.infer<typeof ReferenceGrant>;
