/** Defaults of Services (API reference: ServiceSpec) and what an update inherits from the old one. */
import { type Defaulter, type DefaultsContext, fill } from './defaults.ts';
import type { Service, ServiceSpec } from './network-kinds.ts';
import { defaultAddresses } from './service-addresses.ts';
import { defaultNodePorts } from './service-node-ports.ts';

const threeHours = 10_800;

const isExternal = (spec: ServiceSpec) => spec.type === 'NodePort' || spec.type === 'LoadBalancer';

function defaultPorts(spec: ServiceSpec): void {
  for (const port of spec.ports ?? []) {
    fill(port, { protocol: 'TCP' });
    // 0 and the empty text count as absent.
    if (!port.targetPort) port.targetPort = port.port;
  }
}

function defaultAffinity(spec: ServiceSpec): void {
  fill(spec, { sessionAffinity: 'None' });
  if (spec.sessionAffinity === 'None') {
    delete spec.sessionAffinityConfig;
    return;
  }
  spec.sessionAffinityConfig ??= {};
  spec.sessionAffinityConfig.clientIP ??= {};
  fill(spec.sessionAffinityConfig.clientIP, { timeoutSeconds: threeHours });
}

function defaultTrafficPolicies(spec: ServiceSpec): void {
  fill(spec, { internalTrafficPolicy: 'Cluster' });
  if (isExternal(spec)) fill(spec, { externalTrafficPolicy: 'Cluster' });
  else delete spec.externalTrafficPolicy;
  if (spec.type === 'LoadBalancer') fill(spec, { allocateLoadBalancerNodePorts: true });
  else delete spec.allocateLoadBalancerNodePorts;
}

/** An update that leaves allocated values out keeps them: `kubectl apply` relies on it. */
function inherit(spec: ServiceSpec, before: ServiceSpec | undefined): void {
  if (!before || before.type === 'ExternalName') return;
  if (!spec.clusterIP && !spec.clusterIPs?.length) {
    if (before.clusterIP !== undefined) spec.clusterIP = before.clusterIP;
    if (before.clusterIPs !== undefined) spec.clusterIPs = [...before.clusterIPs];
  }
  if (isExternal(spec) && isExternal(before)) {
    for (const port of spec.ports ?? []) {
      const old = before.ports?.find(
        (one) => one.port === port.port && one.protocol === port.protocol,
      );
      if (old?.nodePort) port.nodePort ??= old.nodePort;
    }
  }
  if (before.healthCheckNodePort) spec.healthCheckNodePort ??= before.healthCheckNodePort;
}

/** Node ports of a Service that became ClusterIP are given back, unless someone asks for new ones. */
function release(spec: ServiceSpec, before: ServiceSpec | undefined): void {
  if (isExternal(spec) || !before || !isExternal(before)) return;
  for (const port of spec.ports ?? []) delete port.nodePort;
}

function defaultExternalName(spec: ServiceSpec): void {
  for (const field of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'] as const) {
    delete spec[field];
  }
  delete spec.internalTrafficPolicy;
  delete spec.healthCheckNodePort;
}

export const defaultService: Defaulter = (draft, context: DefaultsContext) => {
  const service = draft as Service;
  const { spec } = service;
  const before = (context.before as Service | undefined)?.spec;
  fill(spec, { type: 'ClusterIP' });
  defaultPorts(spec);
  defaultAffinity(spec);
  service.status ??= {};
  service.status.loadBalancer ??= {};
  if (spec.type === 'ExternalName') {
    defaultExternalName(spec);
    return;
  }
  defaultTrafficPolicies(spec);
  inherit(spec, before);
  release(spec, before);
  defaultAddresses(service, context);
  defaultNodePorts(service, context);
};
