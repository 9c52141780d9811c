/** Has a LoadBalancer got an address, and if not, who refuses it, or who should give it? */

import { adviceFor, eventsOf, makerOf } from '../network/load-balancer-makers.ts';
import { oneOf } from '../network/nearest.ts';
import { externalAddresses } from '../network/service-facts.ts';
import type { Event } from '../objects/event.ts';
import type { Service } from '../objects/service.ts';
import { code, visible } from '../report.ts';
import { type Advised, defineCheck } from './check.ts';
import { objectOf, ofService, ok, problem, serviceEvidence, skipped, warning } from './findings.ts';

export const loadBalancerAssigned = defineCheck({
  id: 'load-balancer-assigned',
  title: 'The load balancer has an address',
  needs: ['service'],
  wants: ['serviceEvents'],
  explain: {
    why: 'A Service of type LoadBalancer gets its outer address from a controller: the cloud’s, MetalLB or another. As long as there is none, nobody outside can reach it; inside, it works all the same.',
    how: '`status.loadBalancer.ingress` is read, and while it is empty what the controllers said about the Service in events, and which class it asks for.',
    fix: 'Mend what the event names; where nobody says anything, no controller feels responsible: install one, or name a class that one serves.',
  },
  run: ({ service, serviceEvents }, { from }) =>
    ofService({ service }, (found) => {
      if (found.spec.type !== 'LoadBalancer') return skipped('it is no LoadBalancer');
      const addresses = externalAddresses(found);
      if (addresses.length > 0) return ok(`it answers at ${oneOf(addresses, 'and')}`);
      const events = serviceEvents && eventsOf(found, serviceEvents.all);
      const advised = { ...pending(found, events), causedBy: [] };
      // Who asks from inside is not concerned.
      return from?.kind === 'name' ? warning(advised) : problem(advised);
    }),
});

const inside = 'traffic from inside is not affected';
const isStarting = ({ reason }: Event) => reason === 'EnsuringLoadBalancer';

/** @param events the latest first; undefined: could not be read */
function pending(service: Service, events: readonly Event[] | undefined): Advised {
  const failed = events?.find(({ type }) => type === 'Warning');
  if (failed) return refused(service, failed);
  const { name, namespace } = service.metadata;
  const common = {
    evidence: [serviceEvidence(service, 'status.loadBalancer.ingress', 'none')],
    kubectl: `kubectl describe service ${name} -n ${namespace}`,
  };
  if (events === undefined) {
    return {
      ...common,
      summary: `the load balancer has no address yet, and what was said about it could not be read; ${inside}`,
      fix: 'Read the events of the Service.',
    };
  }
  if (events.some(isStarting)) {
    return {
      ...common,
      summary: `the load balancer has no address yet: a controller is at work on it; ${inside}`,
      fix: 'Wait some minutes; if it stays so, read the log of the cloud controller.',
    };
  }
  return { ...common, ...nobody(service) };
}

function refused(service: Service, { reason, message }: Event): Advised {
  const { name, namespace } = service.metadata;
  const said = visible(message.trim()).replaceAll('`', "'");
  return {
    summary: `the load balancer gets no address: ${reason}: ${said}; ${inside}`,
    evidence: [
      { object: objectOf('event of service', service), field: 'message', value: said },
      serviceEvidence(service, 'status.loadBalancer.ingress', 'none'),
    ],
    fix: adviceFor(message),
    kubectl: `kubectl events -n ${namespace} --for service/${name}`,
  };
}

/** Events are kept for an hour: silence may also mean that it was said long ago. */
function nobody({ spec }: Service): Pick<Advised, 'summary' | 'fix'> {
  const wanted = spec.loadBalancerClass;
  if (wanted === undefined) {
    return {
      summary: `the load balancer has no address, and no controller has said anything: the cluster seems to have none that makes load balancers; ${inside}`,
      fix: 'Install one (the cloud’s controller, MetalLB), or use a NodePort or an Ingress instead.',
    };
  }
  const maker = makerOf(wanted);
  const whose = maker ? `which is for ${maker}` : 'for which a controller of its own has to run';
  return {
    summary: `the load balancer has no address: nobody has taken up its class ${code(wanted)}, ${whose}; ${inside}`,
    fix: `See that ${maker ?? 'its controller'} runs and serves ${code(wanted)}; the class cannot be changed later, only by making the Service again.`,
  };
}
