/**
 * The controllers behind Ingresses and Gateways: which pods they are. They write status only while
 * one of their pods is ready; otherwise what they wrote before stays, and grows old.
 */
import type { Pod } from '../defaults/kinds.ts';
import type { Service } from '../defaults/network-kinds.ts';
import type { KubeObject } from '../storage.ts';
import { isReady } from './pod-template.ts';
import type { World } from './world.ts';

const nameLabel = 'app.kubernetes.io/name';

/** `spec.controller` of an IngressClass, and the name label of its pods. */
const ingressControllers: Record<string, string> = {
  'ingress.k8s.aws/alb': 'aws-load-balancer-controller',
  'k8s.io/ingress-nginx': 'ingress-nginx',
  'traefik.io/ingress-controller': 'traefik',
};

/** `spec.controllerName` of a GatewayClass, and the name label of its pods. */
const gatewayControllers: Record<string, string> = {
  'gateway.envoyproxy.io/gatewayclass-controller': 'gateway-helm',
};

const appNames = new Set([
  ...Object.values(ingressControllers),
  ...Object.values(gatewayControllers),
]);

/** A pod or Service of a controller: its changes concern every route. */
export const belongsToController = (object: KubeObject): boolean =>
  appNames.has(object.metadata.labels?.[nameLabel] ?? '');

function readyPods(world: World, app: string | undefined): Pod[] {
  if (app === undefined) return [];
  const resource = world.resources.of({ apiVersion: 'v1', kind: 'Pod' });
  const pods = world.storage.withLabel(resource, undefined, nameLabel, app) as Pod[];
  return pods.filter(isReady);
}

export const ingressPods = (world: World, controller: string | undefined): Pod[] =>
  readyPods(world, ingressControllers[controller ?? '']);

export const isGatewayControllerReady = (world: World, controllerName: string): boolean =>
  readyPods(world, gatewayControllers[controllerName]).length > 0;

/** The load balancer in front of a controller's pods, in their namespace. */
export function frontOf(world: World, pod: Pod): Service | undefined {
  const app = pod.metadata.labels?.[nameLabel];
  return world
    .list('Service', pod.metadata.namespace)
    .find(
      ({ spec, metadata }) => spec.type === 'LoadBalancer' && metadata.labels?.[nameLabel] === app,
    );
}
