/**
 * The seam between the server and what is done to an object on its way into storage: defaulting,
 * validation, allocation of addresses, admission policies.
 */
import type { Resource, Resources } from './resources.ts';
import type { KubeObject, Storage } from './storage.ts';

/** Who asks, as the API server sees them. */
export interface User {
  username: string;
  groups: readonly string[];
  uid?: string;
  extra?: Readonly<Record<string, readonly string[]>>;
}

export interface AdmissionRequest {
  operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  resource: Resource;
  /** Empty for the object itself. */
  subresource: string;
  /** The object as it would be stored; for DELETE the one stored. Never changed in place. */
  object: KubeObject;
  /** The stored object; absent for CREATE. */
  before?: KubeObject;
  user: User;
  dryRun: boolean;
  storage: Storage;
  resources: Resources;
}

/**
 * Returns what to store. Refuses by throwing an ApiError (`invalid`, `forbidden`). Called after
 * the server has set namespace, uid, times and generation, and again for a dry run: it must not
 * write to the storage.
 */
export type Admit = (request: AdmissionRequest) => KubeObject;
