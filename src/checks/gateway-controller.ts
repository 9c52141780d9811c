/** Who serves a Gateway, and whether they are there to do so. */
import { isOver, isReady } from '../network/pod-trouble.ts';
import { controllerOf } from '../network/routes/controller-pods.ts';
import { conditionOf } from '../network/routes/gateway-conditions.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { Deployment } from '../objects/deployment.ts';
import type { Gateway } from '../objects/gateway.ts';
import type { GatewayClass } from '../objects/gateway-class.ts';
import type { Pod } from '../objects/pod.ts';
import { code, count } from '../report.ts';
import type { Found } from './sources/source.ts';

export const classOf = (
  { spec }: Gateway,
  { gatewayclasses = [] }: RouteObjects,
): GatewayClass | undefined =>
  gatewayclasses.find(({ metadata }) => metadata.name === spec.gatewayClassName);

export type Presence =
  | { state: 'ready' | 'absent'; words: string; kubectl: string }
  /** It cannot be looked for. */
  | { state: 'unknown'; words: string };

/** Of all controllers in question; absent: they could not be read. */
export interface Around {
  controllerPods?: Found<Pod>;
  controllerDeployments?: Found<Deployment>;
}

/** Installed with other labels than usual, its pods are not found: that alone proves nothing. */
export function presenceOf(controllerName: string, around: Around): Presence {
  const { controllerPods: pods, controllerDeployments: deployments } = around;
  const known = controllerOf(controllerName);
  if (!known) return unknown(`where ${code(controllerName)} runs is not known here`);
  const { name, pods: selectors } = known;
  const [first] = selectors;
  if (first === undefined) return unknown(`${name} runs outside of the cluster`);
  if (!pods) return unknown(`the pods of ${name} could not be read`);
  const isOwn = (one: Pick<Pod, 'metadata'>) => selectors.some((labels) => hasLabels(one, labels));
  const own = pods.all.filter((pod) => isOwn(pod) && !isOver(pod));
  const ready = own.filter(isReady).length;
  const kubectl = `kubectl get pods -A -l ${first}`;
  if (ready > 0) {
    return { state: 'ready', words: `${name} has ${count(ready, 'ready pod')}`, kubectl };
  }
  if (own.length > 0) {
    const words = `${name} has ${count(own.length, 'pod')}, of which none is ready`;
    return { state: 'absent', words, kubectl };
  }
  const stopped = deployments?.all.some(isOwn);
  return stopped
    ? { state: 'absent', words: `${name} has no pods`, kubectl }
    : unknown(`no pods of ${name} were found by ${code(first)}`);
}

const unknown = (words: string): Presence => ({ state: 'unknown', words });

/** @param labels `a=b,c=d` */
function hasLabels({ metadata }: Pick<Pod, 'metadata'>, labels: string): boolean {
  return labels.split(',').every((pair) => {
    const [key = '', value] = pair.split('=');
    return metadata.labels[key] === value;
  });
}

/** A controller that says nothing about its class, but serves its Gateways, is at work. */
export const isServed = ({ status }: Gateway): boolean => {
  const { conditions } = status ?? {};
  const programmed = conditionOf(conditions, 'Programmed');
  const decisive = programmed ?? conditionOf(conditions, 'Accepted');
  return decisive?.status === 'True';
};
