/**
 * Defaults of EndpointSlices: an unnamed port has the empty name. Empty lists come back as null, since
 * the real server keeps them in a format that cannot tell the two apart.
 */
import { type Defaulter, fill } from './defaults.ts';
import type { EndpointSlice } from './network-kinds.ts';

export const defaultEndpointSlice: Defaulter = (draft) => {
  const slice = draft as EndpointSlice;
  if (!slice.endpoints?.length) slice.endpoints = null;
  if (!slice.ports?.length) slice.ports = null;
  for (const port of slice.ports ?? []) fill(port, { name: '', protocol: 'TCP' });
  for (const endpoint of slice.endpoints ?? []) endpoint.conditions ??= {};
};
