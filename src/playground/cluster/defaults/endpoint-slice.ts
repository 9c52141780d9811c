/** Defaults of EndpointSlices: an unnamed port has the empty name. */
import { type Defaulter, fill } from './defaults.ts';
import type { EndpointSlice } from './kinds.ts';

export const defaultEndpointSlice: Defaulter = (draft) => {
  const slice = draft as EndpointSlice;
  slice.endpoints ??= null;
  slice.ports ??= null;
  for (const port of slice.ports ?? []) fill(port, { name: '', protocol: 'TCP' });
  for (const endpoint of slice.endpoints ?? []) endpoint.conditions ??= {};
};
