/** `pods/portforward` by upgrade: who may, to which pod and which ports. */
import type { Call, ResourceCall } from './cluster.ts';
import type { Target } from './request-info.ts';
import { authorize } from './route.ts';
import { ApiError, badRequest, unknownPath } from './status.ts';
import type { KubeObject } from './storage.ts';
import { protocol } from './subresources/port-forward-streams.ts';
import { find } from './verbs/read.ts';

export interface Forwarding {
  pod: KubeObject;
  ports: number[];
}

/**
 * Since 1.35 an upgrade by GET needs `create` too (AuthorizePodWebsocketUpgradeCreatePermission).
 * Throws an ApiError for everything that ends before the streams begin.
 */
export function beginForwarding(call: Call): Forwarding {
  const { target } = call.info;
  if (target?.subresource !== 'portforward') {
    throw badRequest('this server upgrades connections for pods/portforward alone');
  }
  const { group, version, plural } = target;
  const resource = call.cluster.resources.byPath(group, version, plural);
  if (resource?.kind !== 'Pod' || group !== '') throw unknownPath();
  authorize({ ...call, info: { ...call.info, verb: 'create' } });
  const subresource = resource.subresources.find(({ name }) => name === target.subresource);
  const pod = find({ ...call, target, resource, subresource });
  const ports = portsOf(call);
  admit(call, target, resource, ports);
  checkRunning(pod);
  refuseOtherProtocols(call);
  return { pod, ports };
}

function admit(call: Call, target: Target, resource: ResourceCall['resource'], ports: number[]) {
  const { cluster, user } = call;
  const { name, namespace } = target;
  cluster.admit({
    operation: 'CONNECT',
    resource,
    subresource: target.subresource,
    object: {
      apiVersion: 'v1',
      kind: 'PodPortForwardOptions',
      metadata: { name, namespace },
      ports,
    },
    user,
    dryRun: false,
    storage: cluster.storage,
    resources: cluster.resources,
  });
}

function portsOf({ info }: Call): number[] {
  return info.query.getAll('ports').map((text) => {
    const port = Number(text);
    if (/^\d+$/.test(text) && port > 0 && port < 2 ** 16) return port;
    throw badRequest(`unable to parse "${text}" as a port`);
  });
}

function checkRunning({ metadata, spec, status }: KubeObject): void {
  const { name, namespace } = metadata;
  const { nodeName } = Object(spec) as { nodeName?: string };
  const { phase } = Object(status) as { phase?: string };
  if (!nodeName) throw badRequest(`pod ${name} does not have a host assigned`);
  if (phase === 'Running') return;
  const message = `unable to upgrade connection: pod not found ("${name}_${namespace}")`;
  throw new ApiError(500, 'InternalError', message);
}

/** kubectl would rather speak SPDY, by itself or inside a WebSocket. */
function refuseOtherProtocols({ headers, info }: Call): void {
  const offered = String(headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
  const isWebSocket = String(headers.upgrade).toLowerCase() === 'websocket';
  if (!isWebSocket || !offered.includes(protocol)) {
    const asked = isWebSocket ? offered.join(', ') || 'none' : String(headers.upgrade);
    throw badRequest(
      `ports are forwarded here over WebSocket with the subprotocol ${protocol} alone; asked for: ${asked}`,
    );
  }
  if (info.query.has('ports')) return;
  throw badRequest('query parameter "ports" is required');
}
