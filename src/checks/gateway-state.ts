/** One Gateway: its class, its controller, and what that one says of it. */
import { didYouMean, nearest, oneOf } from '../network/nearest.ts';
import { conditionOf, isSilent } from '../network/routes/gateway-conditions.ts';
import { frontOf } from '../network/routes/gateway-front.ts';
import { meaningOf } from '../network/routes/gateway-reasons.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import { selectorText } from '../network/service-facts.ts';
import type { Condition } from '../objects/condition.ts';
import type { Gateway, Listener } from '../objects/gateway.ts';
import type { GatewayClass } from '../objects/gateway-class.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import type { Finding } from './check.ts';
import { ok, problem, warning } from './findings.ts';
import { classOf, isServed, presenceOf } from './gateway-controller.ts';
import {
  asOf,
  change,
  evidence,
  placeOf,
  programmedWords,
  said,
  show,
} from './gateway-findings.ts';
import { complaintOf, isOwnFault } from './listener-state.ts';
import type { Facts } from './sources/source.ts';

type Around = Pick<Facts, 'controllerPods' | 'controllerDeployments' | 'loadBalancers'>;

/** @param taking its listeners that the route is about */
export function gatewayFinding(
  gateway: Gateway,
  taking: readonly Listener[],
  around: Around,
  objects: RouteObjects,
): Finding {
  const gatewayClass = classOf(gateway, objects);
  if (!gatewayClass) return withoutClass(gateway, objects);
  const { conditions } = gateway.status ?? {};
  const refused = classRefusal(gateway, gatewayClass);
  if (refused) return refused;
  const accepted = conditionOf(conditions, 'Accepted');
  const programmed = conditionOf(conditions, 'Programmed');
  if (isSilent(accepted) && isSilent(programmed)) return unserved(gateway, gatewayClass, around);
  if (accepted?.status === 'False') return complained(gateway, taking, accepted, around);
  if (programmed && programmed.status !== 'True') {
    return complained(gateway, taking, programmed, around);
  }
  const decisive = programmed ?? accepted;
  const words = programmedWords(gateway);
  return ok(`${words.summary}${decisive ? asOf(decisive, gateway) : ''}`);
}

/** Nobody feels responsible for it. */
function withoutClass(gateway: Gateway, { gatewayclasses = [] }: RouteObjects): Finding {
  const { gatewayClassName: name } = gateway.spec;
  const names = gatewayclasses.map(({ metadata }) => metadata.name);
  const meant = nearest(name, names);
  const [first] = meant;
  const has = names.length > 0 ? `; there is ${oneOf(names.slice(0, 5), 'and')}` : '';
  return problem({
    summary: `Gateway ${placeOf(gateway.metadata)} names the GatewayClass ${code(name)}, which does not exist, so no controller serves it${first ? `.${didYouMean(meant)}` : has}`,
    evidence: [evidence('gateway', gateway, 'spec.gatewayClassName', name)],
    fix: first
      ? `Set ${code('spec.gatewayClassName')} to ${code(first)}, if that was meant.`
      : 'Name a GatewayClass that exists, or install the controller that brings this one.',
    kubectl: first
      ? change('gateway', gateway, '/spec/gatewayClassName', first)
      : 'kubectl get gatewayclasses',
    causedBy: [],
  });
}

/** Gateways that its controller has programmed before go on working. */
function classRefusal(gateway: Gateway, gatewayClass: GatewayClass): Finding | undefined {
  const accepted = conditionOf(gatewayClass.status?.conditions, 'Accepted');
  if (accepted?.status !== 'False') return undefined;
  const { means, fix } = meaningOf('GatewayClass', accepted);
  const finding = isServed(gateway) ? warning : problem;
  return finding({
    summary: `GatewayClass ${placeOf(gatewayClass.metadata)} is not accepted by its controller: ${means}${asOf(accepted, gatewayClass)}`,
    evidence: [said('gatewayclass', gatewayClass, 'status.conditions', accepted)],
    fix,
    kubectl: show('gatewayclass', gatewayClass),
    causedBy: [],
  });
}

/** Neither the class nor the Gateway was looked at: its controller is not there, or looks elsewhere. */
function unserved(gateway: Gateway, gatewayClass: GatewayClass, around: Around): Finding {
  const { controllerName } = gatewayClass.spec;
  const presence = presenceOf(controllerName, around);
  const accepted = conditionOf(gatewayClass.status?.conditions, 'Accepted');
  const isClassTaken = accepted?.status === 'True';
  const what = isClassTaken
    ? `has taken GatewayClass ${placeOf(gatewayClass.metadata)}, but not looked at Gateway ${placeOf(gateway.metadata)}`
    : `has taken neither GatewayClass ${placeOf(gatewayClass.metadata)} nor Gateway ${placeOf(gateway.metadata)}`;
  return problem({
    summary: `the controller ${code(controllerName)} ${what}, so nobody serves it (${presence.words})`,
    evidence: [
      evidence('gatewayclass', gatewayClass, 'spec.controllerName', controllerName),
      ...(accepted ? [said('gatewayclass', gatewayClass, 'status.conditions', accepted)] : []),
    ],
    fix:
      presence.state === 'ready'
        ? 'Read the log of the controller: it may watch other namespaces, or lack rights.'
        : 'Install or start the controller, or name the GatewayClass of one that runs.',
    kubectl: presence.state === 'unknown' ? 'kubectl get gatewayclasses' : presence.kubectl,
  });
}

function complained(
  gateway: Gateway,
  taking: readonly Listener[],
  condition: Condition,
  around: Around,
): Finding {
  const { means, fix } = meaningOf('Gateway', condition);
  const verb = condition.type === 'Accepted' ? 'accepted' : 'programmed';
  const front = around.loadBalancers && frontOf(gateway, around.loadBalancers.all);
  const behind = front && behindFront(front, condition.reason ?? '');
  // An address given and no word on the rest: some controllers leave it at that.
  const hasAddress = (gateway.status?.addresses ?? []).length > 0;
  const finding = condition.status === 'Unknown' && hasAddress ? warning : problem;
  return finding({
    summary: `Gateway ${placeOf(gateway.metadata)} is not ${verb}: ${means}${asOf(condition, gateway)}`,
    evidence: [said('gateway', gateway, 'status.conditions', condition)],
    fix: behind ? `${fix} ${behind.fix}` : fix,
    kubectl: behind?.kubectl ?? show('gateway', gateway),
    causedBy: blamesListener(gateway, taking, condition) ? ['listener-programmed'] : [],
  });
}

/** Where to look further: at the Service in front of its proxies, or at the proxies. */
function behindFront(front: Service, reason: string) {
  const { name, namespace } = front.metadata;
  if (reason === 'AddressNotAssigned') {
    const fix = `See why Service ${placeOf(front.metadata)} gets none.`;
    return { fix, kubectl: `kubectl describe service ${name} -n ${namespace}` };
  }
  if (reason !== 'NoResources') return undefined;
  const fix = `They are those of Service ${placeOf(front.metadata)}.`;
  return { fix, kubectl: `kubectl get pods -n ${namespace} -l '${selectorText(front)}'` };
}

/** Its listeners tell more closely what is wrong. */
function blamesListener(
  gateway: Gateway,
  taking: readonly Listener[],
  { reason }: Condition,
): boolean {
  if (reason !== 'ListenersNotValid' && reason !== 'Invalid') return false;
  return taking.some((listener) => {
    const complaint = complaintOf(gateway, listener);
    return complaint !== undefined && isOwnFault(complaint);
  });
}
