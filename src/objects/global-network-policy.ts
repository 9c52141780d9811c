/** Calico's GlobalNetworkPolicy crd.projectcalico.org/v1: only that it exists is read. */
import { Existing } from './existing.ts';

export const GlobalNetworkPolicy = Existing;
