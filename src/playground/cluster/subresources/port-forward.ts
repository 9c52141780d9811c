/** `pods/portforward` without an upgrade: all a plain HTTP request can be told. */
import type { ResourceCall } from '../cluster.ts';
import { badRequest } from '../status.ts';
import { find } from '../verbs/read.ts';

export function portForward(call: ResourceCall): never {
  find(call);
  throw badRequest('Upgrade request required');
}
