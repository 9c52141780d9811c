/** Who writes, as field ownership names them. */
import type { ResourceCall } from '../cluster.ts';
import { timestamp } from '../memory.ts';
import { apiVersionOf } from '../resources.ts';
import type { Manager } from './managers.ts';
import { noFields } from './set.ts';

const longestName = 128;

/** What a client calls itself: `kubectl` of `kubectl/v1.36.2 (linux/amd64)`. */
function clientName(agent: unknown): string {
  const [name = ''] = String(agent ?? '').split('/');
  return name.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '').slice(0, longestName) || 'unknown';
}

export function writerOf(call: ResourceCall, operation: Manager['operation']): Manager {
  return {
    manager: call.info.query.get('fieldManager') || clientName(call.headers['user-agent']),
    operation,
    apiVersion: apiVersionOf(call.resource),
    subresource: call.target.subresource,
    time: timestamp(call.cluster.now()),
    fields: noFields,
  };
}
