/** `scale`: the replica count of a workload as an object of its own. */
import { readBody } from '../body.ts';
import { json, type Reply, type ResourceCall } from '../cluster.ts';
import { invalid } from '../status.ts';
import type { KubeObject } from '../storage.ts';
import { find } from '../verbs/read.ts';
import { patched } from '../verbs/update.ts';
import { replace } from '../verbs/write.ts';

const scaleKind = { group: 'autoscaling', version: 'v1', kind: 'Scale' };

function selectorText(spec: { selector?: unknown }): string {
  const selector = Object(spec.selector) as Record<string, unknown>;
  const labels = Object(selector.matchLabels ?? selector) as Record<string, string>;
  return Object.entries(labels)
    .sort()
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

function toScale(workload: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = workload.metadata;
  const spec = Object(workload.spec) as { replicas?: number; selector?: unknown };
  const status = Object(workload.status) as { replicas?: number };
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      namespace,
      uid,
      resourceVersion,
      creationTimestamp,
    } as KubeObject['metadata'],
    spec: spec.replicas ? { replicas: spec.replicas } : {},
    status: { replicas: status.replicas ?? 0, selector: selectorText(spec) },
  };
}

function replicasOf(scale: KubeObject): number {
  const { replicas = 0 } = Object(scale.spec) as { replicas?: number };
  if (Number.isInteger(replicas) && replicas >= 0) return replicas;
  throw invalid(scaleKind, scale.metadata.name, [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${replicas}: must be greater than or equal to 0`,
      field: 'spec.replicas',
    },
  ]);
}

function write(call: ResourceCall, before: KubeObject, desired: KubeObject): Reply {
  const spec = { ...Object(before.spec), replicas: replicasOf(desired) };
  const { uid, resourceVersion } = desired.metadata;
  const metadata = {
    ...before.metadata,
    ...(uid && { uid }),
    resourceVersion: resourceVersion ?? '',
  };
  const stored = replace(call, { ...before, metadata, spec }, before);
  return json(200, toScale(stored));
}

export function scale(call: ResourceCall): Reply {
  const before = find(call);
  switch (call.info.verb) {
    case 'update':
      return write(call, before, readBody(call, scaleKind));
    case 'patch':
      return write(call, before, patched(call, toScale(before), scaleKind));
    default:
      return json(200, toScale(before));
  }
}
