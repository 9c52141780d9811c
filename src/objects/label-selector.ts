/** LabelSelector of apimachinery: both parts have to hold; an empty one selects everything. */
import * as z from 'zod';
import { list, stringMap } from './meta.ts';

export const LabelSelector = z.object({
  matchLabels: stringMap,
  matchExpressions: list(
    z.object({ key: z.string(), operator: z.string(), values: list(z.string()) }),
  ),
});
export type LabelSelector = z.infer<typeof LabelSelector>;
