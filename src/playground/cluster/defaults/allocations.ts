/**
 * Which cluster IPs and node ports are taken. Kept per storage and follows its changes, so that the
 * ten-thousandth Service costs as much as the first.
 */
import type { Resource } from '../resources.ts';
import type { Change, KubeObject, Storage } from '../storage.ts';
import { hash32 } from './hash.ts';
import type { Service } from './network-kinds.ts';

export interface Allocations {
  /** The Service (`namespace/name`) that holds an address or a port, if any. */
  holder(value: string): string | undefined;
  /** A free one, chosen by the hash of `seed` out of `size` candidates. */
  free(seed: string, size: number, candidate: (index: number) => string): string;
}

interface Ledger extends Allocations {
  version: number;
}

const ledgers = new WeakMap<Storage, Ledger>();

const keyOf = (object: KubeObject) => `${object.metadata.namespace}/${object.metadata.name}`;

function held(object: KubeObject): string[] {
  const { spec } = object as Service;
  const ports = [spec.healthCheckNodePort, ...(spec.ports ?? []).map((port) => port.nodePort)];
  return [
    ...(spec.clusterIPs ?? []).filter((address) => address !== 'None'),
    ...ports.flatMap((port) => (port === undefined ? [] : [String(port)])),
  ];
}

function open(storage: Storage, services: Resource): Ledger {
  const holders = new Map<string, string>();
  const take = (object: KubeObject) => {
    for (const value of held(object)) holders.set(value, keyOf(object));
  };
  const release = (object: KubeObject) => {
    for (const value of held(object)) {
      if (holders.get(value) === keyOf(object)) holders.delete(value);
    }
  };
  for (const service of storage.list(services)) take(service);
  const ledger: Ledger = {
    version: storage.resourceVersion,
    holder: (value) => holders.get(value),
    free(seed, size, candidate) {
      const start = hash32(seed);
      for (let step = 0; step < size; step += 1) {
        const value = candidate((start + step) % size);
        if (!holders.has(value)) return value;
      }
      throw new Error('range is full');
    },
  };
  const follow = (change: Change) => {
    ledger.version = change.resourceVersion;
    if (change.resource.plural !== 'services' || change.resource.group !== '') return;
    if (change.before) release(change.before);
    if (change.type !== 'DELETED') take(change.object);
  };
  const end = storage.subscribe((change) => {
    // Restored objects come without a change: a ledger that was replaced stops listening.
    if (ledgers.get(storage) === ledger) follow(change);
    else end();
  });
  return ledger;
}

export function allocationsOf(storage: Storage, services: Resource): Allocations {
  const known = ledgers.get(storage);
  if (known && known.version === storage.resourceVersion) return known;
  const opened = open(storage, services);
  ledgers.set(storage, opened);
  return opened;
}
