/** Makes the kinds that a CustomResourceDefinition declares known, and forgets them with it. */
import { type ControllerFactory, parseKey } from './controller.ts';

export const definitionController: ControllerFactory = (world) => ({
  name: 'custom-resource-definition',
  affected: ({ resource, object }) =>
    resource.kind === 'CustomResourceDefinition' ? [`/${object.metadata.name}`] : [],
  reconcile(key) {
    const { name } = parseKey(key);
    const definition = world.get('CustomResourceDefinition', '', name);
    const known = world.resources.all().filter((one) => one.custom?.definition === name);
    if (definition) {
      if (known.length === 0) world.resources.define(definition);
      return;
    }
    for (const resource of known) {
      for (const { metadata } of world.storage.list(resource)) {
        world.storage.remove(resource, metadata.namespace, metadata.name);
      }
    }
    world.resources.undefine(name);
  },
});
