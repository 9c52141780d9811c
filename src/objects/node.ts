/** Node v1: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/ */
import * as z from 'zod';
import { Conditions } from './condition.ts';
import { list, ObjectMeta, or } from './meta.ts';

export const Taint = z.object({
  key: z.string(),
  value: or(z.string(), ''),
  /** NoSchedule, PreferNoSchedule or NoExecute. */
  effect: z.string(),
});

export const Node = z.object({
  metadata: ObjectMeta,
  spec: z.object({ unschedulable: or(z.boolean(), false), taints: list(Taint) }).prefault({}),
  status: z
    .object({
      conditions: Conditions,
      /** Types: InternalIP, ExternalIP, Hostname, InternalDNS, ExternalDNS. */
      addresses: list(z.object({ type: z.string(), address: z.string() })),
      nodeInfo: z
        .object({
          /** `v1.36.2`; distributions mark theirs: `v1.36.2+k3s1`. */
          kubeletVersion: z.string().optional(),
          /** The kubelet's guess, which newer ones leave out (KEP-4004). */
          kubeProxyVersion: z.string().optional(),
          osImage: z.string().optional(),
          kernelVersion: z.string().optional(),
        })
        .prefault({}),
    })
    .prefault({}),
});
export type Node = z.infer<typeof Node>;
