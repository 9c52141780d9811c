/**
 * Events in the two shapes a cluster holds: with `count` and `source` (controllers, kubelet), and
 * with `eventTime` and `action` (the scheduler, which uses the newer API).
 */
import { hash32 } from '../defaults/hash.ts';
import type { KubeObject, ObjectMeta } from '../storage.ts';

export interface EventNote {
  about: KubeObject;
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** Who says it: `kubelet`, `replicaset-controller`. */
  component: string;
  host?: string | undefined;
  /** `spec.containers{app}` */
  fieldPath?: string | undefined;
  /** How often it has happened by now; without it every record counts one more. */
  count?: number | undefined;
  /** Makes it one of the newer shape. */
  action?: string | undefined;
}

interface EventDraft {
  metadata: ObjectMeta;
  [field: string]: unknown;
}

const hex = (value: number) => value.toString(16).padStart(8, '0');

/** The same words about the same object are the same Event, as client-go's correlator has it. */
function nameOf({ about, reason, message, component }: EventNote): string {
  const text = `${about.metadata.uid} ${component} ${reason} ${message}`;
  return `${about.metadata.name}.${hex(hash32(text))}${hex(hash32(`${text} again`))}`;
}

function involved({ about, fieldPath }: EventNote): Record<string, unknown> {
  const { namespace, name, uid, resourceVersion } = about.metadata;
  const { apiVersion, kind } = about;
  return {
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    uid,
    ...(resourceVersion !== undefined && { resourceVersion }),
    ...(fieldPath !== undefined && { fieldPath }),
  };
}

function occurrence(note: EventNote, now: string): Record<string, unknown> {
  const { component, host, action } = note;
  if (action) {
    return {
      action,
      eventTime: now.replace('Z', '.000000Z'),
      firstTimestamp: null,
      lastTimestamp: null,
      reportingComponent: component,
      reportingInstance: `${component}-embedded`,
      source: {},
    };
  }
  return {
    count: note.count ?? 1,
    eventTime: null,
    firstTimestamp: now,
    lastTimestamp: now,
    reportingComponent: component,
    reportingInstance: host ?? '',
    source: { component, ...(host !== undefined && { host }) },
  };
}

export function eventObject(note: EventNote, now: string): EventDraft {
  const { about, type, reason, message } = note;
  return {
    metadata: { name: nameOf(note), namespace: about.metadata.namespace ?? 'default' },
    involvedObject: involved(note),
    type,
    reason,
    message,
    ...occurrence(note, now),
  };
}
