/** The controllers, in the order they get to work: what others build on comes first. */
import type { ControllerFactory } from './controller.ts';
import { daemonSetController } from './daemon-set.ts';
import { deploymentController } from './deployment.ts';
import { endpointSliceController } from './endpoint-slice.ts';
import { endpointsController } from './endpoints.ts';
import { garbageCollector } from './garbage-collector.ts';
import { gatewayController } from './gateway.ts';
import { httpRouteController } from './http-route.ts';
import { ingressController } from './ingress.ts';
import { kubelet } from './kubelet.ts';
import { loadBalancerController } from './load-balancer.ts';
import { namespaceController } from './namespace.ts';
import { replicaSetController } from './replica-set.ts';
import { scheduler } from './scheduler.ts';
import { statefulSetController } from './stateful-set.ts';

export const controllers: readonly ControllerFactory[] = [
  namespaceController,
  garbageCollector,
  deploymentController,
  replicaSetController,
  statefulSetController,
  daemonSetController,
  scheduler,
  kubelet,
  loadBalancerController,
  endpointSliceController,
  endpointsController,
  ingressController,
  gatewayController,
  httpRouteController,
];
