/** Is there the Gateway that the route asks for, and has a controller taken and programmed it? */
import { parentsOf } from '../network/routes/gateway-parents.ts';
import { defineCheck, type Finding } from './check.ts';
import { skipped } from './findings.ts';
import { milder, ofRoute, routeWants, worst } from './gateway-findings.ts';
import { missingGateway } from './gateway-missing.ts';
import { gatewayFinding } from './gateway-state.ts';

export const gatewayAccepted = defineCheck({
  id: 'gateway-accepted',
  title: 'The Gateway exists, and its controller has accepted and programmed it',
  needs: ['httpRoutes', 'gateways', 'gatewayClasses'],
  wants: [...routeWants, 'controllerPods', 'controllerDeployments', 'loadBalancers'],
  explain: {
    why: 'A route does nothing by itself: it hangs on a Gateway, which a controller has to turn into a working entrance. The GatewayClass says which controller; if that one does not run, everything stays as it was written, and nobody reports an error.',
    how: 'The Gateways that `parentRefs` name are looked up, their GatewayClass, and the conditions Accepted and Programmed (https://gateway-api.sigs.k8s.io/reference/spec/#gatewayconditiontype).',
    fix: 'Name a Gateway that exists, start its controller, or mend what the condition names.',
  },
  run: (view, target) =>
    ofRoute(view, target, (route, objects) => {
      const parents = parentsOf(route, objects);
      if (parents.length === 0) return skipped(withoutGateway(route.spec.parentRefs));
      const byPlace = new Map(parents.map((one) => [`${one.namespace}/${one.name}`, one]));
      const found = [...byPlace.values()];
      const isElsewhere = found.some(({ gateway }) => gateway);
      const findings = found.map((parent): Finding => {
        if (parent.gateway) return gatewayFinding(parent.gateway, parent.taking, view, objects);
        const missing = missingGateway(parent, route, objects);
        return isElsewhere ? milder(missing) : missing;
      });
      return worst(findings);
    }),
});

function withoutGateway(refs: readonly { kind: string; name: string }[]): string {
  const [first] = refs;
  return first
    ? `it hangs on ${first.kind} \`${first.name}\`, not on a Gateway`
    : 'it names no parent, so there is no Gateway to look at';
}
