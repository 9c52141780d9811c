/** Gives every namespace its `default` ServiceAccount, and takes everything away with a namespace. */
import type { Change } from '../storage.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';

export const namespaceController: ControllerFactory = (world) => {
  function empty(namespace: string): void {
    for (const resource of world.resources.all()) {
      if (!resource.namespaced) continue;
      for (const object of world.storage.list(resource, namespace)) {
        world.storage.remove(resource, namespace, object.metadata.name);
      }
    }
  }

  return {
    name: 'namespace',
    affected({ resource, object }: Change) {
      if (resource.kind === 'Namespace') return [keyOf(object)];
      const isDefault = resource.kind === 'ServiceAccount' && object.metadata.name === 'default';
      return isDefault ? [`/${object.metadata.namespace}`] : [];
    },
    reconcile(key) {
      const { name } = parseKey(key);
      const namespace = world.get('Namespace', '', name);
      if (!namespace || namespace.metadata.deletionTimestamp) {
        empty(name);
        if (namespace) world.remove('Namespace', '', name);
        return;
      }
      if (world.get('ServiceAccount', name, 'default')) return;
      world.create('ServiceAccount', { metadata: { name: 'default', namespace: name } });
    },
  };
};
