import type { KubeObject } from '../storage.ts';
import { age, since } from './age.ts';
import {
  ageColumn,
  at,
  column,
  items,
  nameColumn,
  none,
  number,
  type TableShape,
  text,
  wide,
} from './table.ts';

/** Why a container does not run: what it waits for, or how it ended. */
function containerReason(status: unknown): string {
  const waiting = text(status, 'state.waiting.reason');
  if (waiting) return waiting;
  if (!at(status, 'state.terminated')) return '';
  const reason = text(status, 'state.terminated.reason');
  if (reason) return reason;
  const signal = number(status, 'state.terminated.signal');
  return signal ? `Signal:${signal}` : `ExitCode:${number(status, 'state.terminated.exitCode')}`;
}

function initReason(pod: KubeObject): string {
  const statuses = items(pod, 'status.initContainerStatuses');
  const done = (status: unknown) => at(status, 'state.terminated.exitCode') === 0;
  const at0 = statuses.findIndex((status) => !done(status) && at(status, 'started') !== true);
  if (at0 < 0) return '';
  const reason = containerReason(statuses[at0]);
  const isPlain = reason === '' || reason === 'PodInitializing';
  return isPlain ? `Init:${at0}/${statuses.length}` : `Init:${reason}`;
}

/** The Status column: not the phase, but the word that explains the pod best. */
function podReason(pod: KubeObject): string {
  const phase = text(pod, 'status.reason') || text(pod, 'status.phase', 'Unknown');
  const statuses = items(pod, 'status.containerStatuses');
  const reasons = statuses.map(containerReason).filter((reason) => reason !== '');
  const isReady = items(pod, 'status.conditions').some(
    (condition) => text(condition, 'type') === 'Ready' && text(condition, 'status') === 'True',
  );
  let reason = initReason(pod) || reasons[0] || phase;
  const isRunning = statuses.some((status) => at(status, 'state.running') !== undefined);
  if (reason === 'Completed' && isRunning) reason = isReady ? 'Running' : 'NotReady';
  if (!pod.metadata.deletionTimestamp) return reason;
  return text(pod, 'status.reason') === 'NodeLost' ? 'Unknown' : 'Terminating';
}

function restarts(pod: KubeObject, now: Date): string {
  const statuses = items(pod, 'status.containerStatuses');
  const count = statuses.reduce<number>((sum, status) => sum + number(status, 'restartCount'), 0);
  const last = statuses
    .map((status) => text(status, 'lastState.terminated.finishedAt'))
    .sort()
    .at(-1);
  return count > 0 && last ? `${count} (${since(last, now)} ago)` : String(count);
}

function readinessGates(pod: KubeObject): string {
  const gates = items(pod, 'spec.readinessGates').map((gate) => text(gate, 'conditionType'));
  if (gates.length === 0) return none;
  const open = gates.filter((gate) =>
    items(pod, 'status.conditions').some(
      (condition) => text(condition, 'type') === gate && text(condition, 'status') === 'True',
    ),
  );
  return `${open.length}/${gates.length}`;
}

function readyCount(pod: KubeObject): string {
  const ready = items(pod, 'status.containerStatuses').filter((status) => at(status, 'ready'));
  return `${ready.length}/${items(pod, 'spec.containers').length}`;
}

export const pods: TableShape = {
  columns: [
    nameColumn,
    column('Ready', 'Containers that are ready, of all.'),
    column('Status', 'What the pod is doing, or why it is not.'),
    column('Restarts', 'How often its containers were started again.'),
    ageColumn,
    column('IP', 'The address of the pod.', wide),
    column('Node', 'The node it runs on.', wide),
    column('Nominated Node', 'The node it may get once others have left it.', wide),
    column('Readiness Gates', 'Extra conditions that hold, of all it waits for.', wide),
  ],
  cells: (pod, now) => [
    pod.metadata.name,
    readyCount(pod),
    podReason(pod),
    restarts(pod, now),
    age(pod, now),
    text(pod, 'status.podIP', none),
    text(pod, 'spec.nodeName', none),
    text(pod, 'status.nominatedNodeName', none),
    readinessGates(pod),
  ],
};
