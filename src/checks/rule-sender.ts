/** Who sends to the backends of rules, as NetworkPolicies see it. */
import { isOver, isReady } from '../network/pod-trouble.ts';
import { albSetting } from '../network/routes/aws-alb-actions.ts';
import { controllerOf } from '../network/routes/controller-pods.ts';
import { passesOver } from '../network/routes/controller-scope.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { Pod } from '../objects/pod.ts';
import { rulesOf } from './rule-scope.ts';
import { controllersOf, objectsIn, type RuleSubject } from './rule-subject.ts';
import type { Facts } from './sources/source.ts';
import type { From } from './target.ts';

/** undefined: nobody knows. */
export function senderOf(subject: RuleSubject, facts: Facts): From | undefined {
  const pod = senderPod(subject, facts);
  if (!pod) return withoutPods(subject, objectsIn(facts));
  const { namespace, name } = pod.metadata;
  return { kind: 'name', namespace, name };
}

/**
 * One stands for all: of a Deployment they are alike to policies. Those of several namespaces are not,
 * nor are the proxies of several Gateways, and which of them gets a request is not known.
 */
export function senderPod(subject: RuleSubject, facts: Facts): Pod | undefined {
  const all = carriers(subject, facts).filter((pod) => !isOver(pod));
  const namespaces = new Set(all.map(({ metadata }) => metadata.namespace));
  if (namespaces.size !== 1) return undefined;
  return all.find(isReady) ?? all[0];
}

/** Pods through which requests pass on their way to the backends. */
function carriers(subject: RuleSubject, facts: Facts): readonly Pod[] {
  const { controllerPods, gatewayPods } = facts;
  const objects = objectsIn(facts);
  const [name, ...others] = controllersOf(subject, objects);
  if (name === undefined || others.length > 0) return [];
  const known = controllerOf(name);
  if (known && !known.isAside) {
    const rules = rulesOf(subject, { objects, namespaces: facts.ruleNamespaces?.all }, name);
    return (controllerPods?.all ?? []).filter((pod) => !passesOver(pod, rules));
  }
  const isOne = subject.kind === 'httproute' && subject.object.spec.parentRefs.length === 1;
  return isOne ? (gatewayPods?.all ?? []) : [];
}

/** An AWS load balancer sends from outside, to pods or to nodes; which, its Ingress may leave open. */
function withoutPods(subject: RuleSubject, objects: RouteObjects): From | undefined {
  if (subject.kind !== 'ingress') return undefined;
  const [controller] = controllersOf(subject, objects);
  if (controller !== 'ingress.k8s.aws/alb') return undefined;
  const type = albSetting(subject.object, 'target-type');
  if (type === 'instance') return { kind: 'node' };
  return type === 'ip' ? { kind: 'load-balancer' } : undefined;
}
