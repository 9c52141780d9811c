/** CiliumNetworkPolicy cilium.io/v2: only that it exists is read. */
import { Existing } from './existing.ts';

export const CiliumNetworkPolicy = Existing;
