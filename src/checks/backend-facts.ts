/** What was read about a backend, under the names by which the checks of a Service look for it. */
import { isSelected } from '../network/near-miss.ts';
import { hasSelector } from '../network/service-facts.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import type { ServiceName } from './rule-services.ts';
import { mostPods } from './sources/rules.ts';
import { type Facts, type Found, nothing, type SourceName } from './sources/source.ts';

const unasked: Found<never> = {
  all: [],
  gaps: [{ reason: 'unreachable', message: 'not asked for' }],
  isCut: false,
};

/** What is only for the backend's own check was not read, which is no proof that there is none. */
const leftOut = [
  'aliased',
  'podEvents',
  'nodes',
  'neighbours',
  'strangers',
  'deployments',
  'statefulSets',
] as const satisfies readonly SourceName[];

/** @param sender stands for all pods that send there, as `--from` would */
export function backendFacts(facts: Facts, backend: ServiceName, sender: Pod | undefined): Facts {
  return {
    ...ownFacts(facts, backend),
    ...policyFacts(facts, backend, sender),
    // Where its Service is, there is its namespace.
    nearNamespaces: nothing,
    ...Object.fromEntries(leftOut.map((source) => [source, unasked])),
  };
}

function ownFacts(facts: Facts, { namespace, name }: ServiceName): Facts {
  const service =
    facts.backendServices &&
    narrowed(facts.backendServices, (one) => isIn(namespace, one) && one.metadata.name === name);
  const slices =
    facts.backendSlices &&
    narrowed(
      facts.backendSlices,
      (one) => isIn(namespace, one) && one.metadata.labels['kubernetes.io/service-name'] === name,
    );
  const pods = facts.backendPods && podsOf(service?.all[0], facts.backendPods);
  return { ...(service && { service }), ...(slices && { slices }), ...(pods && { pods }) };
}

/** Which of the backends has more pods than were read shows in how many it has. */
function podsOf(service: Service | undefined, found: Found<Pod>): Found<Pod> {
  const own = narrowed(
    found,
    (one) =>
      service !== undefined &&
      isIn(service.metadata.namespace, one) &&
      hasSelector(service) &&
      isSelected(service, one),
  );
  return { ...own, isCut: found.isCut && own.all.length >= mostPods };
}

function policyFacts(facts: Facts, { namespace }: ServiceName, sender: Pod | undefined): Facts {
  const { controllerPods, gatewayPods, ruleNamespaces, wayExtensions } = facts;
  const { backendPolicies, senderNamespaces, senderPolicies } = facts;
  const carriers = controllerPods && gatewayPods && [controllerPods, gatewayPods];
  return {
    ...(backendPolicies && {
      policies: narrowed(backendPolicies, (one) => isIn(namespace, one)),
    }),
    ...(ruleNamespaces && {
      namespace: narrowed(ruleNamespaces, ({ metadata }) => metadata.name === namespace),
    }),
    ...(carriers && {
      callerPods: {
        all: sender ? [sender] : [],
        gaps: carriers.flatMap(({ gaps }) => gaps),
        isCut: false,
      },
    }),
    ...(senderNamespaces && { callerNamespace: senderNamespaces }),
    // Those of one namespace are among the backend's already.
    ...(senderPolicies && {
      callerPolicies: narrowed(senderPolicies, (one) => !isIn(namespace, one)),
    }),
    ...(wayExtensions && { extensions: wayExtensions }),
    callerWorkloads: nothing,
  };
}

const isIn = (namespace: string, one: { metadata: { namespace: string } }) =>
  one.metadata.namespace === namespace;

const narrowed = <T>(found: Found<T>, isWanted: (item: T) => boolean): Found<T> => ({
  ...found,
  all: found.all.filter(isWanted),
});
