/** The endpoints that policies of traffic choose from, and the nodes they are on. */
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { ServicePort } from '../objects/service.ts';
import { type EndpointItem, endpointsOf } from './endpoints.ts';

export interface Near {
  endpoints: EndpointItem[];
  nodes: string[];
}

/** Where none is ready, those on their way out count as long as they serve (KEP-1669). */
export function nearOnes(slices: readonly EndpointSlice[], ports: readonly ServicePort[]): Near {
  const hasPort = (item: EndpointItem) =>
    ports.some(({ name, protocol }) =>
      item.ports.some((port) => port.name === name && port.protocol === protocol),
    );
  const all = endpointsOf(slices).filter(hasPort);
  const ready = all.filter((item) => item.ready);
  const endpoints = ready.length > 0 ? ready : all.filter(({ serving }) => serving);
  return { endpoints, nodes: [...new Set(endpoints.flatMap(({ node }) => node ?? []))].sort() };
}
