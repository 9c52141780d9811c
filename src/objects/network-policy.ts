/**
 * NetworkPolicy v1:
 * https://kubernetes.io/docs/reference/kubernetes-api/networking/network-policy-v1/
 */
import * as z from 'zod';
import { LabelSelector } from './label-selector.ts';
import { list, ObjectMeta, or } from './meta.ts';

export const IPBlock = z.object({ cidr: z.string(), except: list(z.string()) });
export type IPBlock = z.infer<typeof IPBlock>;

/** A selector that is absent and one that is empty differ: `{}` takes everything. */
export const NetworkPolicyPeer = z.object({
  podSelector: LabelSelector.nullish(),
  /** Absent: the policy's own namespace. */
  namespaceSelector: LabelSelector.nullish(),
  /** Stands alone. */
  ipBlock: IPBlock.nullish(),
});
export type NetworkPolicyPeer = z.infer<typeof NetworkPolicyPeer>;

export const NetworkPolicyPort = z.object({
  protocol: or(z.string(), 'TCP'),
  /** A port of the pod, by number or by name; absent: every port of that protocol. */
  port: z.union([z.number(), z.string()]).nullish(),
  /** The last port of a range, itself included. */
  endPort: z.number().nullish(),
});
export type NetworkPolicyPort = z.infer<typeof NetworkPolicyPort>;

const ports = list(NetworkPolicyPort);
const peers = list(NetworkPolicyPeer);

export const NetworkPolicy = z.object({
  metadata: ObjectMeta,
  spec: z
    .object({
      podSelector: LabelSelector.prefault({}),
      /** Empty: what the rules below suggest. */
      policyTypes: list(z.string()),
      ingress: list(z.object({ from: peers, ports })),
      egress: list(z.object({ to: peers, ports })),
    })
    .prefault({}),
});
export type NetworkPolicy = z.infer<typeof NetworkPolicy>;
