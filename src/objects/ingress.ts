/** Ingress v1: https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/ */
import * as z from 'zod';
import { list, ObjectMeta } from './meta.ts';

export const IngressBackend = z.object({
  service: z
    .object({
      name: z.string(),
      port: z.object({ name: z.string().optional(), number: z.number().optional() }).optional(),
    })
    .optional(),
  /** An object other than a Service, such as a bucket; only some controllers know it. */
  resource: z
    .object({ apiGroup: z.string().optional(), kind: z.string(), name: z.string() })
    .optional(),
});
export type IngressBackend = z.infer<typeof IngressBackend>;

export const IngressPath = z.object({
  path: z.string().optional(),
  pathType: z.enum(['Exact', 'Prefix', 'ImplementationSpecific']),
  backend: IngressBackend,
});
export type IngressPath = z.infer<typeof IngressPath>;

export const Ingress = z.object({
  metadata: ObjectMeta,
  spec: z
    .object({
      ingressClassName: z.string().optional(),
      defaultBackend: IngressBackend.optional(),
      rules: list(
        z.object({
          /** Absent: every host. */
          host: z.string().optional(),
          http: z.object({ paths: list(IngressPath) }).nullish(),
        }),
      ),
      tls: list(z.object({ hosts: list(z.string()), secretName: z.string().optional() })),
    })
    .prefault({}),
  status: z
    .object({
      loadBalancer: z
        .object({
          ingress: list(z.object({ ip: z.string().optional(), hostname: z.string().optional() })),
        })
        .optional(),
    })
    .optional(),
});
export type Ingress = z.infer<typeof Ingress>;
