/** What holds for the ports of a Service. */
import type { ServicePort, ServiceSpec } from '../defaults/network-kinds.ts';
import { labelErrors, portErrors, portNumberErrors, qualifiedNameErrors } from './names.ts';
import { duplicate, eachInvalid, notAllowed, oneOf, type Problem, required } from './problem.ts';

const protocols = ['SCTP', 'TCP', 'UDP'];

function nameProblems(port: ServicePort, at: string, ports: readonly ServicePort[]): Problem[] {
  const { name = '' } = port;
  const field = `${at}.name`;
  if (name === '') return ports.length > 1 ? [required(field)] : [];
  const isTaken = ports.slice(0, ports.indexOf(port)).some((one) => one.name === name);
  return [
    ...eachInvalid(field, name, labelErrors(name)),
    ...(isTaken ? [duplicate(field, name)] : []),
  ];
}

function portProblems(port: ServicePort, at: string, ports: readonly ServicePort[]): Problem[] {
  const { port: number, targetPort, protocol, appProtocol } = port;
  return [
    ...nameProblems(port, at, ports),
    ...eachInvalid(`${at}.port`, number ?? 0, portNumberErrors(number ?? 0)),
    ...oneOf(`${at}.protocol`, protocol, protocols),
    ...eachInvalid(`${at}.targetPort`, targetPort ?? 0, portErrors(targetPort ?? 0)),
    ...(appProtocol === undefined
      ? []
      : eachInvalid(`${at}.appProtocol`, appProtocol, qualifiedNameErrors(appProtocol))),
  ];
}

/** As the server's internal type prints it. */
const shown = ({ protocol, port }: ServicePort) => ({
  Name: '',
  Protocol: protocol,
  AppProtocol: null,
  Port: port,
  TargetPort: 0,
  NodePort: 0,
});

function twice(ports: readonly ServicePort[]): Problem[] {
  const isSame = (a: ServicePort, b: ServicePort) => a.port === b.port && a.protocol === b.protocol;
  return ports.flatMap((port, at) =>
    ports.slice(0, at).some((one) => isSame(one, port))
      ? [duplicate(`spec.ports[${at}]`, shown(port))]
      : [],
  );
}

export function servicePortProblems({ type, ports = [], clusterIP }: ServiceSpec): Problem[] {
  if (ports.length === 0 && clusterIP !== 'None' && type !== 'ExternalName') {
    return [required('spec.ports')];
  }
  const isExternal = type === 'NodePort' || type === 'LoadBalancer';
  const nodePorts = ports.flatMap(({ nodePort }, at) =>
    nodePort && !isExternal
      ? [notAllowed(`spec.ports[${at}].nodePort`, `may not be used when \`type\` is '${type}'`)]
      : [],
  );
  const each = ports.flatMap((port, at) => portProblems(port, `spec.ports[${at}]`, ports));
  return [...each, ...nodePorts, ...twice(ports)];
}
