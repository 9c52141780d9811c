/** Has a controller written into the Ingress where it is reached? */
import { oneOf } from '../network/nearest.ts';
import { doorService } from '../network/routes/door.ts';
import { addressesOf } from '../network/routes/ingress-class.ts';
import { isPending } from '../network/service-facts.ts';
import { code } from '../report.ts';
import { defineCheck } from './check.ts';
import { nameOf, ok, skipped, warning } from './findings.ts';
import { ofRules, ruleEvidence } from './rule-findings.ts';
import { ruleNeeds, ruleWants } from './rule-subject.ts';

export const ingressHasAddress = defineCheck({
  id: 'ingress-has-address',
  title: 'A controller has given the Ingress an address',
  needs: ['ingresses'],
  wants: [...ruleNeeds, ...ruleWants, 'loadBalancers'],
  explain: {
    why: 'A controller that serves an Ingress usually writes into its status where it is reached. Where that stays empty, most often no controller has taken it up.',
    how: '`status.loadBalancer.ingress` is read, and the LoadBalancer Service in front of the controller. It is a warning alone: on bare metal some controllers write nothing, and serve all the same.',
    fix: 'See that its class exists, that the controller runs, and what its events and the log of the controller say.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject) => {
      if (subject.kind !== 'ingress') return skipped('only Ingresses have an address of their own');
      const { object } = subject;
      const addresses = addressesOf([object]);
      if (addresses.length > 0) return ok(`it is reached at ${oneOf(addresses, 'and')}`);
      const entrance = subject.ways.find(({ arrival }) => arrival)?.arrival?.entrance;
      const door = entrance && doorService(entrance, view.loadBalancers?.all ?? []);
      const { name, namespace } = object.metadata;
      const evidence = [ruleEvidence(subject, 'status.loadBalancer.ingress', 'none')];
      if (door && isPending(door)) {
        const place = nameOf(door);
        return warning({
          summary: `it has no address, and neither has ${code(place)}, the load balancer in front of its controller`,
          evidence,
          fix: `Find out why the load balancer has none: ${code(`check ${place}`)}.`,
          kubectl: `kubectl describe service ${door.metadata.name} -n ${door.metadata.namespace}`,
        });
      }
      return warning({
        summary:
          'no controller has given it an address (some do not on bare metal, and serve it all the same)',
        evidence,
        fix: 'Look at its events and at the log of the controller; if the host answers, nothing is wrong.',
        kubectl: `kubectl describe ingress ${name} -n ${namespace}`,
      });
    }),
});
