/** `pods/portforward` without an upgrade: all a plain HTTP request can be told. */
import type { ResourceCall } from '../cluster.ts';
import { badRequest } from '../status.ts';
import { find } from '../verbs/read.ts';

export function portForward(call: ResourceCall): never {
  admitPorts(call);
  find(call);
  throw badRequest('Upgrade request required');
}

/** Admission comes before anybody looks whether the pod exists. */
export function admitPorts({ cluster, info, user, target, resource }: ResourceCall): number[] {
  const ports = info.query.getAll('ports').map(readPort);
  const { name, namespace, subresource } = target;
  const kind = { apiVersion: 'v1', kind: 'PodPortForwardOptions' };
  cluster.admit({
    operation: 'CONNECT',
    resource,
    subresource,
    object: { ...kind, metadata: { name, namespace }, ports },
    user,
    dryRun: false,
    storage: cluster.storage,
    resources: cluster.resources,
  });
  return ports;
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port < 2 ** 16) return port;
  throw badRequest(`unable to parse "${text}" as a port`);
}
