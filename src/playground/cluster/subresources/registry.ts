/** Who answers for a path below an object. A verb the resource does not list never gets here. */
import type { Answer, ResourceCall } from '../cluster.ts';
import { readLog } from '../logs.ts';
import { get } from '../verbs/read.ts';
import { patch, update } from '../verbs/update.ts';
import { portForward } from './port-forward.ts';
import { scale } from './scale.ts';
import { requestToken } from './token.ts';

function status(call: ResourceCall): Answer {
  switch (call.info.verb) {
    case 'update':
      return update(call);
    case 'patch':
      return patch(call);
    default:
      return get(call);
  }
}

export const subresources: Record<string, (call: ResourceCall) => Answer> = {
  finalize: status,
  log: readLog,
  portforward: portForward,
  scale,
  status,
  token: requestToken,
};
