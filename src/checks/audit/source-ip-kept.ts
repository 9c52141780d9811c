/** Do programs behind a load balancer see who called? */
import type { Service } from '../../objects/service.ts';
import { objectOf, serviceEvidence } from '../findings.ts';
import { hasPodTargets, isFront, proxyProtocol, speaksHttp } from './fronts.ts';
import { defineRule } from './rule.ts';

export const sourceIpKept = defineRule({
  id: 'source-ip-kept',
  title: 'The client’s address survives the load balancer',
  severity: 'low',
  needs: ['services'],
  explain: {
    why: 'With `externalTrafficPolicy: Cluster`, the default, a node may pass a connection on to another, and then puts its own address in place of the client’s: logs, limits and allow lists by address see nodes.',
    how: 'LoadBalancer Services with the policy Cluster are listed, without those that hand the address over in another way: PROXY protocol, pods as targets of the load balancer, balancing of HTTP. Some networks keep the address all the same (Cilium in DSR mode, for one); that cannot be read here.',
    fix: 'Set `externalTrafficPolicy: Local`, with pods on several nodes; or PROXY protocol on both sides. Where nobody looks at addresses, leave it.',
    source: 'https://kubernetes.io/docs/tutorials/services/source-ip/',
  },
  concerns: ({ services }) => services.some(isBalanced),
  run: ({ services }) =>
    services
      .filter((one) => isBalanced(one) && losesAddress(one))
      .map((service) => {
        const { namespace, name } = service.metadata;
        const isDoor = isFront(service);
        return {
          object: objectOf('service', service),
          ...(isDoor && { severity: 'medium' as const }),
          summary: isDoor
            ? 'its pods may see nodes instead of clients, and whoever stands behind them too'
            : 'its pods may see nodes instead of clients',
          evidence: [
            serviceEvidence(
              service,
              'spec.externalTrafficPolicy',
              service.spec.externalTrafficPolicy ?? 'Cluster (by default)',
            ),
          ],
          fix: 'Set `externalTrafficPolicy: Local`, if addresses matter to logs, limits or allow lists; have pods on several nodes first.',
          kubectl: `kubectl get service ${name} -n ${namespace} -o jsonpath='{.spec.externalTrafficPolicy}'`,
        };
      }),
});

const isBalanced = ({ spec }: Service) => spec.type === 'LoadBalancer';

const losesAddress = (service: Service) =>
  service.spec.externalTrafficPolicy !== 'Local' &&
  proxyProtocol(service) === undefined &&
  !hasPodTargets(service) &&
  !speaksHttp(service);
