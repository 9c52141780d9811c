/**
 * What a controller is: it says which of its objects a change concerns, and brings one of them to
 * the state it should have. It holds nothing that is not in the storage, but for what its factory
 * closes over; running it twice changes nothing the second time.
 */
import type { Change } from '../storage.ts';
import type { World } from './world.ts';

export interface Controller {
  name: string;
  /** Keys (`namespace/name`, or a uid where the controller says so) to look at after a change. */
  affected(change: Change): Iterable<string>;
  reconcile(key: string): void;
}

export type ControllerFactory = (world: World) => Controller;

export const keyOf = (object: { metadata: { namespace?: string; name: string } }): string =>
  `${object.metadata.namespace ?? ''}/${object.metadata.name}`;

export function parseKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
