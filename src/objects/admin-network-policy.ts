/** AdminNetworkPolicy policy.networking.k8s.io/v1alpha1: only that it exists is read. */
import { Existing } from './existing.ts';

export const AdminNetworkPolicy = Existing;
