/** Do the selected pods run, all their containers, or do they crash, wait, or find no node? */
import { livenessLoop } from '../network/liveness.ts';
import { podAdvice } from '../network/pod-advice.ts';
import { type Stage, stageOf, stageTrouble } from '../network/pod-stage.ts';
import { isOver } from '../network/pod-trouble.ts';
import type { Event } from '../objects/event.ts';
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { count } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { ofPods, ofService, ok, problem, skipped, warning } from './findings.ts';
import type { Found } from './sources/source.ts';
import { alikeOnes, causeOf, type Unwell, unwellEvidence, unwellSummary } from './unwell-pods.ts';

export const podsRunning = defineCheck({
  id: 'pods-running',
  title: 'The pods run',
  needs: ['service', 'pods'],
  wants: ['podEvents', 'nodes'],
  explain: {
    why: 'A pod whose containers crash, whose image cannot be pulled or that no node takes answers nobody.',
    how: 'The phase, the conditions and the state of every container of the selected pods are read, and the warnings about them. Pods that have ended or are on their way out do not count.',
    fix: 'Read the words of the kubelet or the scheduler: they name the container and the reason. The log of the run before tells why a container ended.',
  },
  run: ({ service, pods, podEvents, nodes }) =>
    ofService({ service }, ({ spec }) => {
      if (spec.type === 'ExternalName') return skipped('an alias has no pods');
      const live = pods.all.filter((pod) => !isOver(pod));
      if (live.length === 0) return skipped('there are no pods to look at');
      const isPublished = spec.publishNotReadyAddresses;
      return judged({
        live,
        isCut: pods.isCut,
        isPublished,
        events: podEvents?.all ?? [],
        nodes,
      });
    }),
});

const verbs = ['does not run', 'do not run', 'runs'] as const;
const restlessVerbs = ['does not stay up', 'do not stay up', 'stays up'] as const;

interface Seen {
  live: readonly Pod[];
  isCut: boolean;
  /** Pods that run get traffic, ready or not. */
  isPublished: boolean;
  events: readonly Event[];
  nodes: Found<Node> | undefined;
}

/** New pods beside others that run are a rollout; where there are no others, they are the trouble. */
function judged({ live, isCut, isPublished, events, nodes }: Seen): Finding {
  const at = (stage: Stage) => live.filter((pod) => stageOf(pod, events) === stage);
  const [ready, unready, starting] = [at('ready').length, at('unready').length, at('starting')];
  const down = ready + unready > 0 ? at('stuck') : live;
  const unwell = down.map((pod): Unwell => ({ pod, trouble: stageTrouble(pod, events) }));
  const [first] = alikeOnes(unwell).flat();
  if (!first) return restless(live, events, isCut) ?? fine(live, starting, isCut);
  const doesAnyServe = ready > 0 || (isPublished && unready > 0);
  return (doesAnyServe ? warning : problem)({
    summary: unwellSummary(unwell, { all: live.length, isCut, verbs }),
    evidence: unwellEvidence(unwell),
    ...podAdvice(first.pod, first.trouble),
    causedBy: causeOf(unwell, nodes),
  });
}

/** They run at this moment, and will soon be killed again. */
function restless(
  live: readonly Pod[],
  events: readonly Event[],
  isCut: boolean,
): Finding | undefined {
  const unwell = live.flatMap((pod): Unwell[] => {
    const trouble = livenessLoop(pod, events);
    return trouble === undefined ? [] : [{ pod, trouble }];
  });
  const [first] = alikeOnes(unwell).flat();
  if (!first) return undefined;
  return (unwell.length < live.length ? warning : problem)({
    summary: unwellSummary(unwell, { all: live.length, isCut, verbs: restlessVerbs }),
    evidence: unwellEvidence(unwell),
    ...podAdvice(first.pod, first.trouble),
    causedBy: [],
  });
}

function fine(live: readonly Pod[], starting: readonly Pod[], isCut: boolean): Finding {
  const more = isCut ? ', more were not read' : '';
  const up = live.length - starting.length;
  if (starting.length === 0) {
    return ok(`${count(up, 'pod')} ${up === 1 ? 'runs' : 'run'}${more}`);
  }
  const rest = `${starting.length} ${starting.length === 1 ? 'is' : 'are'} starting`;
  return ok(`${ofPods(up, live.length)} ${up === 1 ? 'runs' : 'run'}, ${rest}${more}`);
}
