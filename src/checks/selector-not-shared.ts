/** Do all pods behind the Service belong to one workload? */
import { isOver } from '../network/pod-trouble.ts';
import { formOf, hasSelector, selectorText } from '../network/service-facts.ts';
import type { Service } from '../objects/service.ts';
import { code, count } from '../report.ts';
import { defineCheck, type Evidence, type Finding } from './check.ts';
import { nameOf, objectOf, ofService, ok, skipped, warning } from './findings.ts';
import {
  distinctLabel,
  labelsText,
  type Workload,
  workloadName,
  workloadsOf,
} from './workloads.ts';

export const selectorNotShared = defineCheck({
  id: 'selector-not-shared',
  title: 'The selector takes pods of one workload',
  needs: ['service', 'pods'],
  explain: {
    why: 'Where the pods of two workloads carry the labels of the selector, both answer, each for its share of the connections: answers are sometimes wrong, and each pod alone looks well.',
    how: 'The owners of the selected pods are compared; the ReplicaSets of one Deployment count as one, so that a rolling update is none of this.',
    fix: 'Ask in the selector for a label that only the pods of one workload carry. A canary that is meant to share the traffic may stay as it is.',
  },
  run: ({ service, pods }) =>
    ofService({ service }, (found) => {
      if (found.spec.type === 'ExternalName') return skipped('an alias has no pods');
      if (!hasSelector(found)) return skipped('it has no selector');
      const live = pods.all.filter((pod) => !isOver(pod));
      if (live.length === 0) return skipped('the selector takes no pods');
      const workloads = workloadsOf(live);
      if (workloads.length === 1)
        return ok(`${belong(workloads)}${pods.isCut ? ', as far as was read' : ''}`);
      return judged(found, workloads);
    }),
});

function belong([only]: readonly Workload[]): string {
  if (!only) return '';
  const name = workloadName(only);
  if (only.kind === '' || only.kind === 'Node') return `it takes ${name}`;
  return `${only.pods.length === 1 ? 'its pod belongs' : `its ${only.pods.length} pods belong`} to ${name}`;
}

/** Where somebody chose the pods on purpose, it is said and no more. */
function judged(service: Service, workloads: readonly Workload[]): Finding {
  const whose = listed(workloads);
  const [operator] = service.metadata.ownerReferences.filter(({ controller }) => controller);
  if (operator) {
    return ok(`it takes pods of ${whose}, as ${operator.kind} ${code(operator.name)} set it up`);
  }
  const doServe = workloads.every(({ kind }) => kind !== '' && kind !== 'Job');
  if (formOf(service) === 'headless' && doServe) {
    return ok(`it is headless and makes known the pods of ${whose}, such as peers of one another`);
  }
  return shared(service, workloads, whose);
}

function shared(service: Service, workloads: readonly Workload[], whose: string): Finding {
  const [first, ...others] = workloads;
  const label = first && distinctLabel(first, others);
  const example = label ? `, for example with ${code(label)}` : '';
  const all = workloads.length === 2 ? 'both' : 'all of them';
  const job = workloads.find(({ kind }) => kind === 'Job');
  const { name, namespace } = service.metadata;
  return warning({
    summary: `answers of ${code(nameOf(service))} come from ${all}: ${whose}`,
    evidence: workloads.slice(0, 5).map(evidence),
    fix: job
      ? `Pods of a Job rarely serve: give those of ${workloadName(job)} another label, or narrow the selector${example}.`
      : `If one of them is a canary, nothing is wrong: each gets its share by number of pods. If not, narrow the selector of ${code(name)}${example}.`,
    kubectl: `kubectl get pods -n ${namespace} -l '${selectorText(service)}' --show-labels`,
  });
}

/** Deployment `api` (3 pods) and Deployment `api-canary` (1 pod) */
function listed(workloads: readonly Workload[]): string {
  const most = 4;
  const shown = workloads
    .slice(0, most)
    .map((one) => `${workloadName(one)} (${count(one.pods.length, 'pod')})`);
  const more = workloads.length - most;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

function evidence({ pods: [pod] }: Workload): Evidence {
  return {
    object: pod ? objectOf('pod', pod) : '',
    field: 'metadata.labels',
    value: pod ? labelsText(pod) : '',
  };
}
