/** Part of `traffic-policy-has-endpoints`: a zone whose clients are sent to few of the endpoints. */
import { firstOf } from '../network/nearest.ts';
import { endpointsByZone, prefersNear } from '../network/zone-hints.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { code, count } from '../report.ts';
import type { Finding } from './check.ts';
import { ok, warning } from './findings.ts';

const zoneLabel = 'topology.kubernetes.io/zone';
/** Below this a single endpoint in a zone is its fair share. */
const many = 4;

interface Seen {
  service: Service;
  slices: readonly EndpointSlice[];
  /** Ready endpoints. */
  total: number;
  caller: Pod | undefined;
}

/** undefined: nobody asked for near endpoints. */
export function zoneShare({ service, slices, total, caller }: Seen): Finding | undefined {
  if (!prefersNear(service)) return undefined;
  const zones = endpointsByZone(slices);
  if (!zones) return ok('its endpoints carry no complete zone hints: traffic goes to all of them');
  const own = caller?.metadata.labels[zoneLabel];
  const lonely = [...zones].filter(
    ([zone, number]) => number === 1 && (own === undefined || own === zone),
  );
  if (lonely.length === 0 || total < many) {
    return ok(
      `clients stay in their zone: ${[...zones].map(([zone, n]) => `${code(zone)} ${n}`).join(', ')}`,
    );
  }
  const names = lonely.map(([zone]) => zone);
  const { name, namespace } = service.metadata;
  return warning({
    summary: `clients in zone ${firstOf(names, 3)} are all sent to 1 of ${count(total, 'endpoint')}, as traffic stays in its zone`,
    evidence: [...zones].map(([zone, number]) => ({
      object: `endpointslices of ${namespace}/${name}`,
      field: `hints.forZones[${zone}]`,
      value: count(number, 'ready endpoint'),
    })),
    fix: 'Spread the pods evenly over the zones (topologySpreadConstraints), or take trafficDistribution away.',
    kubectl: `kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name} -o yaml`,
    causedBy: [],
  });
}
