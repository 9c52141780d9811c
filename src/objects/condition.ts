/** What a controller says of an object: https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1#Condition */
import * as z from 'zod';
import { list } from './meta.ts';

export const Condition = z.object({
  type: z.string(),
  /** 'True', 'False' or 'Unknown' */
  status: z.string(),
  reason: z.string().nullish(),
  message: z.string().nullish(),
  /** The `metadata.generation` it speaks of; a smaller one is out of date. */
  observedGeneration: z.number().nullish(),
  lastTransitionTime: z.string().nullish(),
});
export type Condition = z.infer<typeof Condition>;

export const Conditions = list(Condition);
