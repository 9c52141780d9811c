/** Are the pods that run ready, and if not, which probe or gate holds them back? */
import { type Stage, stageOf, stageTrouble } from '../network/pod-stage.ts';
import { isOver, isVague, restartsOf } from '../network/pod-trouble.ts';
import { isWithinPatience } from '../network/probe-failure.ts';
import { readinessAdvice, readinessProbes } from '../network/readiness-advice.ts';
import type { Event } from '../objects/event.ts';
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { count } from '../report.ts';
import { defineCheck, type Evidence, type Finding } from './check.ts';
import { objectOf, ofPods, ofService, ok, problem, skipped, warning } from './findings.ts';
import { podsWhoseEventsAreRead } from './sources/service.ts';
import type { Found } from './sources/source.ts';
import { alikeOnes, causeOf, type Unwell, unwellEvidence, unwellSummary } from './unwell-pods.ts';

export const podsReady = defineCheck({
  id: 'pods-ready',
  title: 'The pods that run are ready',
  needs: ['service', 'pods'],
  wants: ['podEvents', 'nodes'],
  explain: {
    why: 'A pod gets traffic only while it is ready. One that runs and is not ready costs as much and answers nobody.',
    how: 'The Ready condition of each running pod is read, and why it is not true: the last words of its probes from its events, its readiness gates, its node. Pods that do not even run are told by `pods-running`.',
    fix: 'Mend what the probe asks for, or the probe; a readiness gate has to be set by its controller.',
  },
  run: ({ service, pods, podEvents, nodes }) =>
    ofService({ service }, ({ spec }) => {
      if (spec.type === 'ExternalName') return skipped('an alias has no pods');
      const live = pods.all.filter((pod) => !isOver(pod));
      if (live.length === 0) return skipped('there are no pods to look at');
      const seen = { live, isCut: pods.isCut, events: podEvents?.all, nodes };
      return judged(seen, spec.publishNotReadyAddresses);
    }),
});

const verbs = ['is not ready', 'are not ready', 'is ready'] as const;

interface Seen {
  live: readonly Pod[];
  isCut: boolean;
  /** undefined: could not be read. */
  events: readonly Event[] | undefined;
  nodes: Found<Node> | undefined;
}

function judged(seen: Seen, isPublished: boolean): Finding {
  const { live, isCut, events = [], nodes } = seen;
  const at = (stage: Stage) => live.filter((pod) => stageOf(pod, events) === stage);
  const [ready, unready] = [at('ready').length, at('unready')];
  const up = ready + unready.length;
  if (up === 0) return skipped('no pod runs, so that none can be ready');
  const unwell = unready.map((pod): Unwell => ({ pod, trouble: troubleOf(pod, events) }));
  const [first] = alikeOnes(unwell).flat();
  if (!first) return ok(`${beReady(ready)}${isCut ? ', more were not read' : ''}`);
  const number = `${ofPods(unwell.length, up)} ${unwell.length === 1 ? 'is' : 'are'}`;
  if (isPublished) {
    return ok(
      `${number} not ready, and traffic reaches ${unwell.length === 1 ? 'it' : 'them'} all the same (publishNotReadyAddresses)`,
    );
  }
  const isYoung = (one: Unwell) => hasJustStarted(one, events);
  if (ready > 0 && areEventsWhole(seen, ready) && unwell.every(isYoung)) {
    return ok(`${number} not ready yet, as pods are while they start; ${beReady(ready)}`);
  }
  return (ready > 0 ? warning : problem)({
    summary: unwellSummary(unwell, { all: up, isCut, verbs }),
    evidence: [...unwellEvidence(unwell), ...probeEvidence(first)],
    ...readinessAdvice(first.pod, first.trouble),
    causedBy: causeOf(unwell, nodes),
  });
}

const beReady = (ready: number) => `${count(ready, 'pod')} ${ready === 1 ? 'is' : 'are'} ready`;

/** Whether the events of every pod that is not ready were read: only then silence means something. */
const areEventsWhole = ({ live, events }: Seen, ready: number) =>
  events !== undefined && live.length - ready <= podsWhoseEventsAreRead;

/**
 * Runs, has never ended, and its probe has not failed more often than it may: it is being waited for. One
 * that was ready before has used up all of that.
 */
const hasJustStarted = ({ pod, trouble }: Unwell, events: readonly Event[]) =>
  restartsOf(pod) === 0 && (isVague(trouble) || isWithinPatience(pod, events));

/** One that comes up again and again is caught between two crashes as often as not. */
function troubleOf(pod: Pod, events: readonly Event[]): string {
  const trouble = stageTrouble(pod, events);
  const restarts = restartsOf(pod);
  return restarts > 0 && isVague(trouble)
    ? `${trouble}, and it was restarted ${count(restarts, 'time')}`
    : trouble;
}

/** What the probe asks, where a probe is what holds it back. */
function probeEvidence({ pod, trouble }: Unwell): Evidence[] {
  if (!/probe/i.test(trouble)) return [];
  return readinessProbes(pod)
    .slice(0, 1)
    .map(({ container, asks }) => ({
      object: objectOf('pod', pod),
      field: `spec.containers[${container}].readinessProbe`,
      value: asks,
    }));
}
