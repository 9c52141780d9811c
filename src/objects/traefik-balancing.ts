/** What Traefik's kinds share: a Service or TraefikService among which requests are balanced. */
import * as z from 'zod';
import { or } from './meta.ts';

export const Target = z.object({
  /** Service or TraefikService. */
  kind: or(z.string(), 'Service'),
  /** Absent: the namespace of the object that refers to it. */
  namespace: z.string().nullish(),
  name: z.string(),
  /** Number or name of the Service's port; a TraefikService has none. */
  port: z.union([z.number(), z.string()]).nullish(),
});

export const Sticky = z.object({
  cookie: z.object({ name: z.string().nullish(), maxAge: z.number().nullish() }).nullish(),
});

export const LoadBalanced = Target.extend({
  scheme: z.string().nullish(),
  /** Share of the sum; absent: 1. */
  weight: z.number().nullish(),
  /** Of its endpoints, not of the services. */
  strategy: z.string().nullish(),
  sticky: Sticky.nullish(),
  /** True: goes to the cluster IP and leaves the choice to kube-proxy. */
  nativeLB: z.boolean().nullish(),
  passHostHeader: z.boolean().nullish(),
});
export type LoadBalanced = z.infer<typeof LoadBalanced>;
