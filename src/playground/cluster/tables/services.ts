import type { KubeObject } from '../storage.ts';
import { age } from './age.ts';
import {
  ageColumn,
  at,
  column,
  items,
  nameColumn,
  none,
  pairs,
  type TableShape,
  text,
  wide,
} from './table.ts';

function externalAddress(service: KubeObject): string {
  const external = items(service, 'spec.externalIPs').map(String);
  switch (text(service, 'spec.type')) {
    case 'ExternalName':
      return text(service, 'spec.externalName');
    case 'LoadBalancer': {
      const given = items(service, 'status.loadBalancer.ingress').map(
        (entry) => text(entry, 'ip') || text(entry, 'hostname'),
      );
      return [...given, ...external].join(',') || '<pending>';
    }
    default:
      return external.join(',') || none;
  }
}

function portText(port: unknown): string {
  const nodePort = at(port, 'nodePort');
  const number = nodePort ? `${text(port, 'port')}:${nodePort}` : text(port, 'port');
  return `${number}/${text(port, 'protocol')}`;
}

export const services: TableShape = {
  columns: [
    nameColumn,
    column('Type', 'How the Service is exposed.'),
    column('Cluster-IP', 'The virtual address, or None for a headless Service.'),
    column('External-IP', 'Addresses outside the cluster, or the name an ExternalName points to.'),
    column('Port(s)', 'Port, node port if any, and protocol.'),
    ageColumn,
    column('Selector', 'The labels of the pods that get the traffic.', wide),
  ],
  cells: (service, now) => [
    service.metadata.name,
    text(service, 'spec.type'),
    text(service, 'spec.clusterIP', none),
    externalAddress(service),
    items(service, 'spec.ports').map(portText).join(',') || none,
    age(service, now),
    pairs(at(service, 'spec.selector')),
  ],
};
