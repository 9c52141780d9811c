/** One backend of a route that cannot answer, by the objects alone. */
import { nearest, oneOf } from '../network/nearest.ts';
import type { BackendUse } from '../network/routes/gateway-uses.ts';
import { percent } from '../network/routes/split.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import type { Evidence, Finding } from './check.ts';
import { problem } from './findings.ts';
import { change, evidence, milder, placeOf, show } from './gateway-findings.ts';
import type { Facts } from './sources/source.ts';

type Around = Pick<Facts, 'backendServices' | 'nearBackends'> & {
  /** Those that were looked for; not, for example, those of other namespaces without a grant. */
  asked: readonly { namespace: string; name: string }[];
};

export function brokenUse(use: BackendUse, route: HTTPRoute, around: Around): Finding | undefined {
  const { backendServices: services } = around;
  if (use.kind !== 'Service' || use.group !== '' || !services) return undefined;
  const fault = use.port === undefined ? withoutPort(use, route) : faultOf(use, route, around);
  if (!fault) return undefined;
  const finding = problem({
    ...fault,
    summary: `${fault.summary}${effectOf(use)}`,
    // Of Services and their ports the checks of the backends tell first.
    causedBy:
      use.port === undefined ? [] : ['ingress-backend-exists', 'ingress-backend-port-exists'],
  });
  return use.share === 0 ? milder(finding) : finding;
}

interface Fault {
  summary: string;
  evidence: Evidence[];
  fix: string;
  kubectl: string;
}

function effectOf({ rule, share, isMirror }: BackendUse): string {
  if (isMirror) return `; copies of ${rule} are meant for it, requests are not affected`;
  if (share === 0) return `; at weight 0 ${rule} sends nothing there`;
  const part = share === 1 ? 'all requests' : `${percent(share)} of the requests`;
  return `; ${part} of ${rule} are answered with 500`;
}

const withoutPort = (use: BackendUse, route: HTTPRoute): Fault => ({
  summary: `the route names no port of Service ${placeOf(use)}, which it has to`,
  evidence: [evidence('httproute', route, `${use.field}.port`, 'none')],
  fix: 'Add the port of the Service to the backendRef.',
  kubectl: `kubectl get service ${use.name} -n ${use.namespace}`,
});

function faultOf(use: BackendUse, route: HTTPRoute, around: Around): Fault | undefined {
  const found = around.backendServices?.all.find(
    ({ metadata }) => metadata.namespace === use.namespace && metadata.name === use.name,
  );
  if (found) return withoutItsPort(use, route, found);
  const isCut = around.backendServices?.isCut;
  const wasAsked = around.asked.some(
    ({ namespace, name }) => namespace === use.namespace && name === use.name,
  );
  return wasAsked && !isCut ? missing(use, route, around) : undefined;
}

/** `spec.rules[0].backendRefs[1]` as a JSON pointer. */
const pointer = (field: string) => `/${field.replaceAll(/[.[]/g, '/').replaceAll(']', '')}`;

function missing(use: BackendUse, route: HTTPRoute, { nearBackends }: Around): Fault {
  const names = (nearBackends?.all ?? [])
    .filter(({ metadata }) => metadata.namespace === use.namespace)
    .map(({ metadata }) => metadata.name);
  const meant = nearest(use.name, names);
  const [first] = meant;
  return {
    summary: `there is no Service ${placeOf(use)}${first ? ` (nearest: ${oneOf(meant)})` : ''}`,
    evidence: [evidence('httproute', route, `${use.field}.name`, use.name)],
    fix: first
      ? `Set the backendRef to ${code(first)}, if that was meant; else apply the manifest of the Service.`
      : 'Apply the manifest of the Service, or name one that exists.',
    kubectl: first
      ? change('httproute', route, `${pointer(use.field)}/name`, first)
      : `kubectl get services -n ${use.namespace}`,
  };
}

/** Ports of an alias count for nothing. */
function withoutItsPort(use: BackendUse, route: HTTPRoute, { spec }: Service): Fault | undefined {
  const { ports, type } = spec;
  if (type === 'ExternalName' || ports.some(({ port }) => port === use.port)) return undefined;
  const has = ports.map(({ port, name }) => (name ? `${port} (${code(name)})` : `${port}`));
  const [only] = ports.length === 1 ? ports : [];
  return {
    summary: `Service ${placeOf(use)} has no port ${use.port}, it has ${has.join(' and ') || 'none'}`,
    evidence: [evidence('httproute', route, `${use.field}.port`, String(use.port))],
    fix: only
      ? `Set the port of the backendRef to ${only.port}: it is that of the Service, not of the pods.`
      : 'Name a port that the Service has; it is that of the Service, not of the pods.',
    kubectl: only
      ? change('httproute', route, `${pointer(use.field)}/port`, only.port)
      : show('httproute', route),
  };
}
