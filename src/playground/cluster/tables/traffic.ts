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
} from './table.ts';

const shown = 3;

/** The first three, and how many are left out. */
function few(all: readonly string[], absent: string): string {
  if (all.length === 0) return absent;
  const first = all.slice(0, shown).join(',');
  return all.length > shown ? `${first} + ${all.length - shown} more...` : first;
}

const addresses = (object: KubeObject) =>
  items(object, 'status.loadBalancer.ingress')
    .map((entry) => text(entry, 'ip') || text(entry, 'hostname'))
    .join(',');

export const ingresses: TableShape = {
  columns: [
    nameColumn,
    column('Class', 'The IngressClass that serves it.'),
    column('Hosts', 'Host names its rules are for.'),
    column('Address', 'Where clients reach it.'),
    column('Ports', 'Ports it listens on.'),
    ageColumn,
  ],
  cells(ingress, now) {
    const hosts = items(ingress, 'spec.rules').map((rule) => text(rule, 'host'));
    return [
      ingress.metadata.name,
      text(ingress, 'spec.ingressClassName', none),
      few(
        hosts.filter((host) => host !== ''),
        '*',
      ),
      addresses(ingress),
      items(ingress, 'spec.tls').length > 0 ? '80, 443' : '80',
      age(ingress, now),
    ];
  },
};

export const ingressClasses: TableShape = {
  columns: [
    nameColumn,
    column('Controller', 'The controller that serves the class.'),
    column('Parameters', 'Where the class is configured.'),
    ageColumn,
  ],
  cells: (object, now) => [
    object.metadata.name,
    text(object, 'spec.controller'),
    at(object, 'spec.parameters')
      ? `${text(object, 'spec.parameters.kind')}/${text(object, 'spec.parameters.name')}`
      : none,
    age(object, now),
  ],
};

export const networkPolicies: TableShape = {
  columns: [nameColumn, column('Pod-Selector', 'Labels of the pods it isolates.'), ageColumn],
  cells: (object, now) => [
    object.metadata.name,
    pairs(at(object, 'spec.podSelector.matchLabels')),
    age(object, now),
  ],
};

export const endpointSlices: TableShape = {
  columns: [
    nameColumn,
    column('AddressType', 'What its addresses are.'),
    column('Ports', 'Ports of every endpoint.'),
    column('Endpoints', 'The addresses.'),
    ageColumn,
  ],
  cells: (slice, now) => [
    slice.metadata.name,
    text(slice, 'addressType'),
    few(
      items(slice, 'ports').map((port) => text(port, 'port', '*')),
      '<unset>',
    ),
    few(
      items(slice, 'endpoints').flatMap((endpoint) => items(endpoint, 'addresses').map(String)),
      '<unset>',
    ),
    age(slice, now),
  ],
};

export const endpoints: TableShape = {
  columns: [nameColumn, column('Endpoints', 'Addresses and ports.'), ageColumn],
  cells(object, now) {
    const all = items(object, 'subsets').flatMap((subset) =>
      items(subset, 'addresses').flatMap((address) =>
        items(subset, 'ports').map((port) => `${text(address, 'ip')}:${text(port, 'port')}`),
      ),
    );
    return [object.metadata.name, few(all, none), age(object, now)];
  },
};
