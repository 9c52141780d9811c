/** What a rule of defaulting is: it completes a private copy of an object, as the API server does. */
import type { Resource } from '../resources.ts';
import type { KubeObject, Storage } from '../storage.ts';

export interface DefaultsContext {
  resource: Resource;
  /** The stored object that this one replaces; absent on create. */
  before: KubeObject | undefined;
  storage: Storage;
}

/** `draft` belongs to the rule: nobody else sees it before it is stored. */
export type Defaulter = (draft: KubeObject, context: DefaultsContext) => void;

/** Sets what is absent (undefined or null, which the API server treats alike) and keeps the rest. */
export function fill<T extends object>(target: T, defaults: Partial<T>): T {
  for (const key of Object.keys(defaults) as (keyof T)[]) {
    const value = defaults[key];
    if (value !== undefined) target[key] ??= value;
  }
  return target;
}
