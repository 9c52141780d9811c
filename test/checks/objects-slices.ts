/** Slices as the controller or a person writes them, and the pods behind them. */
import type { EndpointSlice } from '../../src/objects/endpoint-slice.ts';
import type { Pod } from '../../src/objects/pod.ts';
import type { Service } from '../../src/objects/service.ts';
import { endpoint, notReady, pod, slice } from '../network/objects.ts';

export const controllers = {
  'kubernetes.io/service-name': 'api',
  'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
};
export const meta = (name: string, labels: object = controllers, namespace = 'shop') => ({
  metadata: { name, namespace, labels },
});
/** As the controller writes it. */
export const kept = (endpoints: unknown, more: object = {}): EndpointSlice =>
  slice(endpoints, { ...meta('api-x'), ...more });
export const byHand = (endpoints: unknown, more: object = {}): EndpointSlice =>
  slice(endpoints, { ...meta('api-hand', { 'kubernetes.io/service-name': 'api' }), ...more });

export const at = (name: string, ip: string, more: Parameters<typeof pod>[0] = {}): Pod =>
  pod({ name, status: { podIPs: [{ ip }] }, ...more });
export const one = at('api-1', '10.244.0.1');
export const two = at('api-2', '10.244.0.2');
export const unready = at('api-1', '10.244.0.1', { conditions: [notReady('ContainersNotReady')] });
export const first = endpoint('api-1', '10.244.0.1');
export const second = endpoint('api-2', '10.244.0.2');

export type Case = [
  what: string,
  service: Service,
  slices: EndpointSlice[],
  pods: Pod[],
  told: string,
];
