import type { KubeObject } from '../storage.ts';
import { age, since } from './age.ts';
import {
  ageColumn,
  at,
  type Column,
  column,
  integer,
  items,
  nameColumn,
  none,
  number,
  pairs,
  type TableShape,
  text,
  wide,
} from './table.ts';

const containerColumns: Column[] = [
  column('Containers', 'Names of the containers in the pod template.', wide),
  column('Images', 'Images of the containers in the pod template.', wide),
];
const selectorColumn = column('Selector', 'Labels of the pods that belong to it.', wide);

function containers(workload: KubeObject, template = 'spec.template'): [string, string] {
  const all = items(workload, `${template}.spec.containers`);
  const join = (field: string) => all.map((one) => text(one, field)).join(',');
  return [join('name'), join('image')];
}

const count = (name: string, description: string) => column(name, description, integer);
const selector = (workload: KubeObject) => pairs(at(workload, 'spec.selector.matchLabels'));

export const deployments: TableShape = {
  columns: [
    nameColumn,
    column('Ready', 'Ready pods, of those wanted.'),
    count('Up-to-date', 'Pods made from the current template.'),
    count('Available', 'Pods ready for long enough.'),
    ageColumn,
    ...containerColumns,
    selectorColumn,
  ],
  cells: (workload, now) => [
    workload.metadata.name,
    `${number(workload, 'status.readyReplicas')}/${number(workload, 'spec.replicas')}`,
    number(workload, 'status.updatedReplicas'),
    number(workload, 'status.availableReplicas'),
    age(workload, now),
    ...containers(workload),
    selector(workload),
  ],
};

export const replicaSets: TableShape = {
  columns: [
    nameColumn,
    count('Desired', 'Pods wanted.'),
    count('Current', 'Pods that exist.'),
    count('Ready', 'Pods that are ready.'),
    ageColumn,
    ...containerColumns,
    selectorColumn,
  ],
  cells: (workload, now) => [
    workload.metadata.name,
    number(workload, 'spec.replicas'),
    number(workload, 'status.replicas'),
    number(workload, 'status.readyReplicas'),
    age(workload, now),
    ...containers(workload),
    selector(workload),
  ],
};

export const statefulSets: TableShape = {
  columns: [
    nameColumn,
    column('Ready', 'Ready pods, of those wanted.'),
    ageColumn,
    ...containerColumns,
  ],
  cells: (workload, now) => [
    workload.metadata.name,
    `${number(workload, 'status.readyReplicas')}/${number(workload, 'spec.replicas')}`,
    age(workload, now),
    ...containers(workload),
  ],
};

export const daemonSets: TableShape = {
  columns: [
    nameColumn,
    count('Desired', 'Nodes that should run a pod.'),
    count('Current', 'Nodes that run one.'),
    count('Ready', 'Nodes whose pod is ready.'),
    count('Up-to-date', 'Nodes whose pod is made from the current template.'),
    count('Available', 'Nodes whose pod has been ready for long enough.'),
    column('Node Selector', 'Labels of the nodes it runs on.'),
    ageColumn,
    ...containerColumns,
    selectorColumn,
  ],
  cells: (workload, now) => [
    workload.metadata.name,
    number(workload, 'status.desiredNumberScheduled'),
    number(workload, 'status.currentNumberScheduled'),
    number(workload, 'status.numberReady'),
    number(workload, 'status.updatedNumberScheduled'),
    number(workload, 'status.numberAvailable'),
    pairs(at(workload, 'spec.template.spec.nodeSelector')),
    age(workload, now),
    ...containers(workload),
    selector(workload),
  ],
};

export const cronJobs: TableShape = {
  columns: [
    nameColumn,
    column('Schedule', 'When it starts, as a cron expression.'),
    column('Suspend', 'Whether it is paused.', { type: 'boolean' }),
    count('Active', 'Jobs that run now.'),
    column('Last Schedule', 'Time since it last started a Job.'),
    ageColumn,
  ],
  cells: (workload, now) => [
    workload.metadata.name,
    text(workload, 'spec.schedule'),
    text(workload, 'spec.suspend', 'False'),
    items(workload, 'status.active').length,
    at(workload, 'status.lastScheduleTime')
      ? since(at(workload, 'status.lastScheduleTime'), now)
      : none,
    age(workload, now),
  ],
};

export const jobs: TableShape = {
  columns: [nameColumn, column('Completions', 'Pods that succeeded, of those wanted.'), ageColumn],
  cells: (workload, now) => [
    workload.metadata.name,
    `${number(workload, 'status.succeeded')}/${text(workload, 'spec.completions', '1')}`,
    age(workload, now),
  ],
};
