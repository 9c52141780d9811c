/**
 * What the reasons of Gateway API conditions mean.
 * https://gateway-api.sigs.k8s.io/reference/spec/ (GatewayConditionReason and its like)
 */
import type { Condition } from '../../objects/condition.ts';
import { code } from '../../report.ts';

export type Speaker = 'GatewayClass' | 'Gateway' | 'Listener' | 'HTTPRoute';

interface Meaning {
  /** A clause about the object, "it". */
  means: string;
  fix: string;
}

const meaning = (means: string, fix: string): Meaning => ({ means, fix });
const wait = 'Wait a moment; if it stays so, read the log of the controller.';
const spec = 'Mend the field that the controller’s message names.';

const ofClass: Record<string, Meaning> = {
  InvalidParameters: meaning(
    'the parameters it refers to are missing or not valid',
    'Mend the object that `spec.parametersRef` names.',
  ),
  Unsupported: meaning('its controller does not support it', spec),
  Pending: meaning('no controller has taken it', 'Install or start its controller.'),
  Waiting: meaning('no controller has taken it', 'Install or start its controller.'),
};

const ofGateway: Record<string, Meaning> = {
  Invalid: meaning('its spec is not valid', spec),
  InvalidParameters: meaning(
    'the parameters it refers to are missing or not valid',
    'Mend the object that `spec.infrastructure.parametersRef` names.',
  ),
  Pending: meaning('its controller is not done with it yet', wait),
  NotReconciled: meaning('no controller has looked at it', 'Install or start its controller.'),
  UnsupportedAddress: meaning(
    'it asks for an address of a type that its controller cannot give',
    'Take the address out of `spec.addresses`, or ask for another type.',
  ),
  ListenersNotValid: meaning('not all of its listeners are valid', 'Mend the listeners.'),
  AddressNotAssigned: meaning(
    'it has no address, so nobody outside can reach it',
    'Find out why its load balancer gets no address; on a cluster without a cloud something like MetalLB has to give one.',
  ),
  AddressNotUsable: meaning(
    'the address it asks for cannot be used, for example because something else has it',
    'Ask for another one in `spec.addresses`, or free this one.',
  ),
  NoResources: meaning(
    'nothing is there that could carry its traffic, such as a ready proxy pod',
    'Bring up the pods of its proxy; their events say what is missing.',
  ),
};

const ofListener: Record<string, Meaning> = {
  InvalidCertificateRef: meaning(
    'a certificate it names is missing, or is no valid TLS Secret',
    'Create the Secret (type `kubernetes.io/tls`), or name one that exists.',
  ),
  InvalidRouteKinds: meaning(
    'it lets in a kind of route that its controller or protocol does not support',
    'Take the unsupported kind out of `allowedRoutes.kinds`.',
  ),
  RefNotPermitted: meaning(
    'its certificate is in another namespace, which does not allow it',
    'Add a ReferenceGrant in the namespace of the Secret.',
  ),
  HostnameConflict: meaning(
    'another listener of this Gateway has the same port and host name',
    'Give one of the two another host name or port.',
  ),
  ProtocolConflict: meaning(
    'another listener of this Gateway has the same port with a protocol that does not go with it',
    'Give one of the two another port, or both the same protocol.',
  ),
  PortUnavailable: meaning('its port cannot be had', 'Take another port, or free this one.'),
  UnsupportedProtocol: meaning(
    'its controller does not support the protocol',
    'Use a protocol that the controller supports, such as HTTP or HTTPS.',
  ),
  UnsupportedValue: meaning('it uses a value that its controller does not support', spec),
  Invalid: meaning('it is not valid', spec),
  Pending: meaning('its controller is not done with it yet', wait),
};

const ofRoute: Record<string, Meaning> = {
  NotAllowedByListeners: meaning(
    'no listener lets it in',
    'Allow its namespace in `allowedRoutes` of the listener.',
  ),
  NoMatchingListenerHostname: meaning(
    'no listener takes any of its host names',
    'Use a host name that a listener takes, or change the listener’s.',
  ),
  NoMatchingParent: meaning(
    'the Gateway has no listener of the name or port it asks for',
    'Name a listener and port that the Gateway has.',
  ),
  UnsupportedValue: meaning('it uses a value that the controller does not support', spec),
  Pending: meaning('its controller is not done with it yet', wait),
  IncompatibleFilters: meaning(
    'it has filters that exclude one another, such as a rewrite beside a redirect',
    'Take one of the filters out, or put it into a rule of its own.',
  ),
  RefNotPermitted: meaning(
    'a backend is in another namespace, which does not allow it',
    'Add a ReferenceGrant in the namespace of the backend.',
  ),
  InvalidKind: meaning(
    'a backend is of a kind that the controller does not support',
    'Send to a Service, or to a kind that the controller’s documentation names.',
  ),
  BackendNotFound: meaning('a backend does not exist', 'Name a Service that exists.'),
  UnsupportedProtocol: meaning(
    'a backend’s `appProtocol` is one that the controller does not support',
    'Change `appProtocol` of the Service’s port, or take it out.',
  ),
};

const tables: Record<Speaker, Record<string, Meaning>> = {
  GatewayClass: ofClass,
  Gateway: ofGateway,
  Listener: ofListener,
  HTTPRoute: ofRoute,
};

/** A reason that is nowhere in the specification is told in the controller's own words. */
export function meaningOf(
  of: Speaker,
  { type, reason, message }: Pick<Condition, 'type' | 'reason' | 'message'>,
): Meaning {
  const name = reason ?? '';
  const table = tables[of];
  const known = Object.hasOwn(table, name) ? table[name] : undefined;
  if (known) return { ...known, means: `${known.means} (${name})` };
  const said = (message ?? '').replace(/[.\s]+$/, '');
  const why = said ? `its controller says ${code(said)}` : 'its controller does not say why';
  return { means: `${why} (${name || type})`, fix: spec };
}
