/** The defaults as the server's admission step. */
import type { Admit } from '../admission.ts';
import { admit } from './registry.ts';

/** A token, a binding or an eviction is not the object itself: it passes as it is. */
const ofTheObject = new Set(['', 'scale', 'status']);

export const admitWithDefaults: Admit = (request) => {
  const { operation, subresource, resource, object, before, storage } = request;
  const writes = operation === 'CREATE' || operation === 'UPDATE';
  return writes && ofTheObject.has(subresource) ? admit(resource, object, before, storage) : object;
};
