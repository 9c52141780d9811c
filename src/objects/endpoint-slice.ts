/** EndpointSlice v1: https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/ */
import * as z from 'zod';
import { list, ObjectMeta } from './meta.ts';

export const Endpoint = z.object({
  addresses: list(z.string()),
  /** null means "not said": ready and serving then count as true, terminating as false. */
  conditions: z
    .object({
      ready: z.boolean().nullish(),
      serving: z.boolean().nullish(),
      terminating: z.boolean().nullish(),
    })
    .nullish(),
  hostname: z.string().nullish(),
  nodeName: z.string().nullish(),
  zone: z.string().nullish(),
  /** Whom it is meant for, where traffic is to stay near (KEP-2433). */
  hints: z.object({ forZones: list(z.object({ name: z.string() })) }).nullish(),
  targetRef: z
    .object({
      kind: z.string().default(''),
      name: z.string().default(''),
      namespace: z.string().optional(),
      uid: z.string().optional(),
    })
    .nullish(),
});
export type Endpoint = z.infer<typeof Endpoint>;

export const EndpointPort = z.object({
  name: z.string().nullish(),
  port: z.number().nullish(),
  protocol: z.string().nullish(),
});
export type EndpointPort = z.infer<typeof EndpointPort>;

export const EndpointSlice = z.object({
  metadata: ObjectMeta,
  addressType: z.string(),
  endpoints: list(Endpoint),
  ports: list(EndpointPort),
});
export type EndpointSlice = z.infer<typeof EndpointSlice>;
