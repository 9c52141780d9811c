/** GatewayClass v1: which controller serves the Gateways that name it. */
import * as z from 'zod';
import { Conditions } from './condition.ts';
import { described } from './described.ts';
import { ObjectMeta } from './meta.ts';

export const GatewayClass = described(
  'GatewayClass',
  z.object({
    metadata: ObjectMeta,
    spec: z.object({ controllerName: z.string(), description: z.string().nullish() }),
    status: z.object({ conditions: Conditions }).nullish(),
  }),
);
export type GatewayClass = z.infer<typeof GatewayClass>;
