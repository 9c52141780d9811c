/** TraefikService traefik.io/v1alpha1: a weighted or mirrored service, which IngressRoutes refer to. */
import * as z from 'zod';
import { described } from './described.ts';
import { list, ObjectMeta, or } from './meta.ts';
import { LoadBalanced, Sticky, Target } from './traefik-balancing.ts';

export const TraefikService = described(
  'TraefikService',
  z.object({
    metadata: ObjectMeta,
    spec: z
      .object({
        weighted: z.object({ services: list(LoadBalanced), sticky: Sticky.nullish() }).nullish(),
        mirroring: Target.extend({
          mirrors: list(Target.extend({ percent: or(z.number(), 0) })),
        }).nullish(),
        highestRandomWeight: z.object({ services: list(LoadBalanced) }).nullish(),
      })
      .prefault({}),
  }),
);
export type TraefikService = z.infer<typeof TraefikService>;
