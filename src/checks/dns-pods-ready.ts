/** Is anybody there who answers questions to DNS? */
import { presentPods, servedWithoutPods } from '../network/dns-pods.ts';
import { isReady, podTrouble } from '../network/pod-trouble.ts';
import { refusalAdvice, refusalOf } from '../network/refusal.ts';
import type { Deployment } from '../objects/deployment.ts';
import type { Event } from '../objects/event.ts';
import type { Pod } from '../objects/pod.ts';
import { code, count } from '../report.ts';
import { type Advised, defineCheck, type Finding, type View } from './check.ts';
import { nameOf, objectOf, ok, problem, skipped, unknown, warning } from './findings.ts';

type Seen = View<'dnsPods', 'dnsEvents' | 'dnsDeployments' | 'someNodes'>;

export const dnsPodsReady = defineCheck({
  id: 'dns-pods-ready',
  title: 'The DNS pods are ready',
  needs: ['dnsPods'],
  wants: ['dnsEvents', 'dnsDeployments', 'someNodes'],
  explain: {
    why: 'Every name that a pod looks up is answered by the DNS pods: with none of them ready, nothing in the cluster finds anything by name.',
    how: 'The pods with the label k8s-app=kube-dns in kube-system (OpenShift: those of dns-default), with the Warning events of those that are not ready.',
    fix: 'The state of the container and the last words of its log say what stops it.',
  },
  run(view) {
    const pods = presentPods(view.dnsPods.all);
    if (pods.length === 0) return withoutPods(view);
    const sick = pods.filter((pod) => !isReady(pod));
    const [first] = sick;
    const more = view.dnsPods.isCut ? ' of those that were read' : '';
    if (!first) return ok(`${count(pods.length, 'DNS pod')}${more}, all ready`);
    const advice = adviceOf(first, sick, view.dnsEvents?.all ?? []);
    const ready = pods.length - sick.length;
    const lead =
      ready === 0
        ? `no DNS pod is ready (0 of ${pods.length})`
        : `${ready} of ${count(pods.length, 'DNS pod')} ready`;
    const said = { ...advice, summary: `${lead}: ${advice.summary}` };
    return ready === 0 ? problem(said) : warning(said);
  },
});

function withoutPods({ dnsDeployments, someNodes }: Seen): Finding {
  const instead = servedWithoutPods(someNodes?.all ?? []);
  if (instead) return skipped(`there are no DNS pods; ${instead}`);
  const [deployment] = dnsDeployments?.all ?? [];
  if (deployment) return unpopulated(deployment);
  return unknown(
    `there are no pods with the label ${code('k8s-app=kube-dns')}: who answers for DNS here is not known`,
  );
}

function unpopulated(deployment: Deployment): Finding {
  const { name, namespace } = deployment.metadata;
  const { replicas } = deployment.spec;
  const evidence = [
    { object: objectOf('deployment', deployment), field: 'spec.replicas', value: String(replicas) },
  ];
  if (replicas === 0) {
    return problem({
      summary: `${code(nameOf(deployment))} is scaled to zero: no DNS pod runs`,
      evidence,
      fix: 'Scale it up again, to two at least.',
      kubectl: `kubectl scale deployment ${name} -n ${namespace} --replicas=2`,
      causedBy: [],
    });
  }
  const refusal = refusalOf(deployment);
  const why = refusal ? `the API server refuses them: ${refusal}` : 'none was made';
  return problem({
    summary: `${code(nameOf(deployment))} wants ${count(replicas, 'pod')}, and ${why}`,
    evidence,
    fix: refusal
      ? refusalAdvice(refusal)
      : 'Read in the events of its ReplicaSet why: a quota, a missing service account, an admission webhook.',
    kubectl: `kubectl describe replicasets -n ${namespace} -l k8s-app=kube-dns`,
    causedBy: [],
  });
}

function adviceOf(first: Pod, sick: readonly Pod[], events: readonly Event[]): Advised {
  const trouble = podTrouble(first, events) ?? 'not ready, nobody says why';
  const { name, namespace } = first.metadata;
  const describe = `kubectl describe pod ${name} -n ${namespace}`;
  const said = {
    summary: `${code(name)}: ${trouble}`,
    evidence: sick.slice(0, 3).map((pod) => ({
      object: objectOf('pod', pod),
      field: 'status',
      value: podTrouble(pod, events) ?? pod.status.phase,
    })),
    kubectl: describe,
  };
  const found = remedies.find(({ pattern }) => pattern.test(trouble));
  if (found) return { ...said, fix: found.fix, causedBy: [] };
  if (/CrashLoopBackOff|exit code/.test(trouble)) {
    const fix = 'Read the last words of its log: they name the line of the Corefile, or the loop.';
    return { ...said, fix, kubectl: `kubectl logs ${name} -n ${namespace} --previous` };
  }
  const fix = 'Read in its log what it waits for: the API server, or its Corefile.';
  return { ...said, fix, kubectl: `kubectl logs ${name} -n ${namespace}` };
}

/** What has nothing to do with how DNS is set up. */
const remedies = [
  {
    pattern: /OOMKilled/,
    fix: 'Raise the memory limit of the DNS pods: CoreDNS grows with the number of Services and pods.',
  },
  {
    pattern: /ImagePull|ErrImage|InvalidImageName/,
    fix: 'Correct the name of the image, or give the node access to its registry.',
  },
  {
    pattern: /^Pending|Unschedulable/,
    fix: 'Give the scheduler a node that fits: room, tolerations of its taints, its selector.',
  },
  {
    pattern: /its node does not report|sandbox|network is not ready|NetworkNotReady/i,
    fix: 'Look at the node and its network plugin.',
  },
  {
    pattern: /Terminating|Evicted|Preempted/,
    fix: 'See whether a new pod takes its place, and why it had to go.',
  },
];
