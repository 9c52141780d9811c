/**
 * Removes what an object owned once it is gone (background deletion). A dependent with another owner
 * only loses the reference. Keys are uids of owners that were removed.
 */
import type { ControllerFactory } from './controller.ts';
import type { Ref } from './indexes.ts';

export const garbageCollector: ControllerFactory = (world) => {
  function letGo({ resource, namespace, name }: Ref, ownerUid: string): void {
    const scope = resource.namespaced ? namespace : undefined;
    const object = world.storage.get(resource, scope, name);
    if (!object) return;
    const others = object.metadata.ownerReferences?.filter((owner) => owner.uid !== ownerUid) ?? [];
    if (others.length === 0) world.storage.remove(resource, scope, name);
    else {
      const metadata = { ...object.metadata, ownerReferences: others };
      world.storage.update(resource, { ...object, metadata });
    }
  }

  return {
    name: 'garbage-collector',
    affected: ({ type, object }) =>
      type === 'DELETED' && object.metadata.uid ? [object.metadata.uid] : [],
    reconcile(uid) {
      for (const dependent of world.indexes.dependents(uid)) letGo(dependent, uid);
    },
  };
};
