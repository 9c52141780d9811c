/** When a pod stops, do its clients have time to leave? */
import type { Container, Pod } from '../../objects/pod.ts';
import { code } from '../../report.ts';
import { behindOf, editWorkload, objectOfWorkload, type Served, servedOf } from './behind.ts';
import { controllerOf, ingressesTo, isAlb } from './fronts.ts';
import { type AuditFinding, defineRule, type World } from './rule.ts';

export const gracefulTermination = defineRule({
  id: 'graceful-termination',
  title: 'Pods stop only after their clients have left',
  severity: 'medium',
  needs: ['services', 'pods', 'ingresses', 'ingressClasses'],
  explain: {
    why: 'A pod is told to stop at the same moment as load balancers and proxies are told to send it nothing more, and they need some seconds for that: a program that ends at once refuses connections at every roll-out. A hook that waits longer than the grace period is cut off, with the requests it waited for.',
    how: '`terminationGracePeriodSeconds` of the pods behind Services is held against what their preStop hooks sleep. Where a load balancer or an Ingress sends to them, it is also told if there is no hook at all: a program may well go on serving by itself after SIGTERM, which cannot be read here.',
    fix: 'Sleep some seconds in a preStop hook, and have a grace period that holds the sleep and the longest request.',
    source: 'https://kubernetes.io/docs/tutorials/services/pods-and-endpoint-termination-flow/',
  },
  concerns: ({ services, pods }) => behindOf(services, pods).length > 0,
  run: (world) =>
    servedOf(behindOf(world.services, world.pods)).flatMap(
      (served) => tooShort(served) ?? hookless(served, world) ?? [],
    ),
});

/** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination */
const usualGrace = 30;
const graceOf = ({ spec }: Pod) => spec.terminationGracePeriodSeconds ?? usualGrace;

/** Seconds; undefined where the hook does not say. */
const sleepOf = ({ lifecycle }: Container) =>
  lifecycle?.preStop?.sleep?.seconds ?? lifecycle?.preStop?.exec?.sleepSeconds;

/** The newest template counts: pods of an older one go away by themselves. */
function templateOf({ workload }: Served): Pod | undefined {
  const age = ({ metadata }: Pod) => metadata.creationTimestamp ?? '';
  return workload.pods.toSorted((a, b) => age(b).localeCompare(age(a)))[0];
}

function tooShort(served: Served): AuditFinding[] | undefined {
  const pod = templateOf(served);
  if (!pod) return undefined;
  const grace = graceOf(pod);
  const sleep = Math.max(0, ...pod.spec.containers.map((one) => sleepOf(one) ?? 0));
  if (grace > 2 && sleep < grace) return undefined;
  const isCutOff = sleep > 0 && sleep >= grace;
  return [
    {
      ...base(served, grace),
      summary: isCutOff
        ? `is killed after ${grace} s, while its preStop hook sleeps ${sleep} s`
        : `is killed ${grace === 0 ? 'at once' : `after ${grace} s`}: requests under way are lost`,
      fix: isCutOff
        ? 'Make `terminationGracePeriodSeconds` longer than the sleep and the longest request together.'
        : 'Give it a `terminationGracePeriodSeconds` that holds its longest request; 30 is the default.',
    },
  ];
}

type Fronts = World<'ingresses' | 'ingressClasses'>;

function hookless(served: Served, { ingresses, ingressClasses }: Fronts) {
  const pod = templateOf(served);
  if (!pod || pod.spec.containers.some(({ lifecycle }) => lifecycle?.preStop)) return undefined;
  const fronts = served.services.flatMap((service) => ingressesTo(service, ingresses));
  const isBalanced = served.services.some(({ spec }) => spec.type === 'LoadBalancer');
  const [front] = fronts;
  if (!front && !isBalanced) return undefined;
  const alb = fronts.find((ingress) => isAlb(controllerOf(ingress, ingressClasses)));
  return [{ ...base(served, graceOf(pod)), severity: 'low' as const, ...waitWords(front, alb) }];
}

function waitWords(
  front: { metadata: { name: string } } | undefined,
  alb: { metadata: { name: string } } | undefined,
): Pick<AuditFinding, 'summary' | 'fix'> {
  const grace = 'and a `terminationGracePeriodSeconds` well above it';
  if (alb) {
    return {
      summary: `has no preStop hook, behind the load balancer of Ingress ${code(alb.metadata.name)}`,
      fix: `Unless the program goes on serving after SIGTERM: a preStop sleep of 15 s or more ${grace}. ALB lets open requests end for up to 300 s (\`deregistration_delay.timeout_seconds\`).`,
    };
  }
  const who = front ? `Ingress ${code(front.metadata.name)}` : 'a load balancer';
  return {
    summary: `has no preStop hook, behind ${who}`,
    fix: `Unless the program goes on serving after SIGTERM: \`lifecycle.preStop.sleep.seconds: 10\` (Kubernetes 1.30; before, an \`exec\` of \`sleep 10\`) ${grace}.`,
  };
}

function base(
  served: Served,
  grace: number,
): Pick<AuditFinding, 'object' | 'evidence' | 'kubectl'> {
  const object = objectOfWorkload(served);
  const field = 'spec.template.spec.terminationGracePeriodSeconds';
  return {
    object,
    evidence: [{ object, field, value: `${grace} s` }],
    kubectl: editWorkload(served),
  };
}
