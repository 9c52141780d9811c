/** Host names of an attached route that nevertheless reach nobody. */
import { oneOf } from '../network/nearest.ts';
import { type Parent, takesHost } from '../network/routes/gateway-parents.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import type { Finding } from './check.ts';
import { warning } from './findings.ts';
import { evidence, show } from './gateway-findings.ts';

/** Hosts that no listener takes are left out without a word. */
export function hostsLeftOut(route: HTTPRoute, parents: readonly Parent[]): Finding | undefined {
  const listeners = parents.flatMap(({ taking }) => taking);
  if (listeners.length === 0) return undefined;
  const left = route.spec.hostnames.filter(
    (host) => !listeners.some((listener) => takesHost(listener, host)),
  );
  if (left.length === 0) return undefined;
  return warning({
    summary: `the route is attached, but no listener takes ${oneOf(left.slice(0, 3), 'and')}: requests for ${left.length > 1 ? 'these hosts' : 'this host'} do not reach it`,
    evidence: [evidence('httproute', route, 'spec.hostnames', left.join(', '))],
    fix: 'Correct the host name, or add a listener for it.',
    kubectl: show('httproute', route),
    causedBy: [],
  });
}
