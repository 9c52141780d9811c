/** IngressRoute traefik.io/v1alpha1: https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/ */
import * as z from 'zod';
import { described } from './described.ts';
import { list, ObjectMeta } from './meta.ts';
import { LoadBalanced } from './traefik-balancing.ts';

const Reference = z.object({ namespace: z.string().nullish(), name: z.string() });

export const IngressRouteRule = z.object({
  kind: z.string().nullish(),
  /** Such as: Host(`shop.example.com`) && PathPrefix(`/api`). */
  match: z.string(),
  /** Absent or 0: the length of `match`; the highest wins. */
  priority: z.number().nullish(),
  syntax: z.string().nullish(),
  middlewares: list(Reference),
  services: list(LoadBalanced),
});
export type IngressRouteRule = z.infer<typeof IngressRouteRule>;

export const IngressRoute = described(
  'IngressRoute',
  z.object({
    metadata: ObjectMeta,
    spec: z
      .object({
        /** Empty: Traefik's default ones. */
        entryPoints: list(z.string()),
        routes: list(IngressRouteRule),
        tls: z
          .object({
            secretName: z.string().nullish(),
            certResolver: z.string().nullish(),
            options: Reference.nullish(),
            domains: list(z.object({ main: z.string().nullish(), sans: list(z.string()) })),
          })
          .nullish(),
      })
      .prefault({}),
  }),
);
export type IngressRoute = z.infer<typeof IngressRoute>;
