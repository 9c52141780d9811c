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

/** A value that may be null or left out: `fallback` then, which is the definition's own default. */
export const or = <T extends z.ZodType>(item: T, fallback: z.output<T>) =>
  item.nullish().transform((value): z.output<T> => value ?? fallback);

export const OwnerReference = z.object({
  apiVersion: or(z.string(), ''),
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
  /** Counts the changes of the spec; conditions name the one they speak of. */
  generation: z.number().optional(),
  labels: stringMap,
  annotations: stringMap,
  ownerReferences: list(OwnerReference),
  creationTimestamp: z.string().nullish(),
  deletionTimestamp: z.string().nullish(),
});
export type ObjectMeta = z.infer<typeof ObjectMeta>;
