/** `pods/portforward` by upgrade: who may, to which pod and which ports. */
import type { Call } from './cluster.ts';
import { protocol } from './port-forward-streams.ts';
import { authorize } from './route.ts';
import { ApiError, badRequest, unknownPath } from './status.ts';
import type { KubeObject } from './storage.ts';
import { admitPorts } from './subresources/port-forward.ts';
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
  const resourceCall = { ...call, target, resource, subresource };
  const ports = admitPorts(resourceCall);
  const pod = find(resourceCall);
  checkRunning(pod);
  refuseOtherProtocols(call);
  return { pod, ports };
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
