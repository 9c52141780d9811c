/** Service v1: https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
import * as z from 'zod';
import { list, ObjectMeta, stringMap } from './meta.ts';

export const ServicePort = z.object({
  /** '' when the Service has a single, unnamed port. */
  name: z.string().default(''),
  port: z.number(),
  protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
  /** A number, or the name of a container port that each pod resolves for itself. */
  targetPort: z.union([z.number(), z.string()]).optional(),
  nodePort: z.number().optional(),
});
export type ServicePort = z.infer<typeof ServicePort>;

export const Service = z.object({
  metadata: ObjectMeta,
  spec: z.object({
    type: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']).default('ClusterIP'),
    /** Absent and empty mean the same to Kubernetes: endpoints are written by somebody else. */
    selector: stringMap,
    ports: list(ServicePort),
    /** 'None' makes the Service headless; absent for ExternalName. */
    clusterIP: z.string().optional(),
    clusterIPs: list(z.string()),
    /** IPv4, IPv6: in the order of clusterIPs; empty for ExternalName. */
    ipFamilies: list(z.string()),
    /** SingleStack, PreferDualStack or RequireDualStack. */
    ipFamilyPolicy: z.string().optional(),
    externalIPs: list(z.string()),
    externalName: z.string().optional(),
    externalTrafficPolicy: z.string().optional(),
    internalTrafficPolicy: z.string().optional(),
    healthCheckNodePort: z.number().optional(),
    loadBalancerClass: z.string().optional(),
    publishNotReadyAddresses: z.boolean().default(false),
    sessionAffinity: z.string().default('None'),
    sessionAffinityConfig: z
      .object({ clientIP: z.object({ timeoutSeconds: z.number().optional() }).optional() })
      .optional(),
    trafficDistribution: z.string().optional(),
  }),
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
export type Service = z.infer<typeof Service>;
