/** ClusterNetworkPolicy policy.networking.k8s.io/v1alpha2: only that it exists is read. */
import { Existing } from './existing.ts';

export const ClusterNetworkPolicy = Existing;
