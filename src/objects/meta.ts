/** What every Kubernetes object carries, and the building blocks of the schemas beside this file. */
import * as z from 'zod';

/** A list that Go may send as `null` or leave out: always an array for us. */
export const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items): z.output<T>[] => items ?? []);

/** A string map that Go may send as `null` or leave out: always an object for us. */
export const stringMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map): Record<string, string> => map ?? {});

export const OwnerReference = z.object({
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.boolean().optional(),
});

export const ObjectMeta = z.object({
  name: z.string(),
  /** '' for objects that belong to no namespace. */
  namespace: z.string().default(''),
  uid: z.string().default(''),
  labels: stringMap,
  annotations: stringMap,
  ownerReferences: list(OwnerReference),
  creationTimestamp: z.string().nullish(),
  deletionTimestamp: z.string().nullish(),
});
export type ObjectMeta = z.infer<typeof ObjectMeta>;
