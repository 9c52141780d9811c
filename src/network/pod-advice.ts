/** What to do about a pod that does not get up, told from the words of kubelet and scheduler. */
import type { Pod } from '../objects/pod.ts';
import { code } from '../report.ts';

export interface PodAdvice {
  fix: string;
  kubectl: string;
}

type Command = 'describe' | 'logs' | 'previous';

/** The first that fits counts; a part in parentheses is the name of what it is about. */
const advices: readonly [words: RegExp, fix: (name: string) => string, command: Command][] = [
  [
    /SchedulingGated/,
    () => 'A controller holds it back until it takes its scheduling gate away: look at that one.',
    'describe',
  ],
  [
    /^Pending: .*(?:persistentvolumeclaim|volume node affinity|unbound)/i,
    () =>
      'Mend its PersistentVolumeClaim: no volume is bound to it, or none where the pod may run.',
    'describe',
  ],
  [
    /^Pending: .*Insufficient (\S+?)[.,\s]/,
    (name) => `Let it request less ${code(name)}, or add a node that has enough of it.`,
    'describe',
  ],
  [
    /^Pending: .*untolerated taint/,
    () => 'Let the pod tolerate the taint, or make a node available that has none.',
    'describe',
  ],
  [
    /^Pending: .*node affinity/,
    () => 'Mend its node selector or affinity, or label a node so that it matches.',
    'describe',
  ],
  [
    /^Pending: .*were unschedulable/,
    () => 'Nodes are cordoned: allow pods on one with `kubectl uncordon`, or add a node.',
    'describe',
  ],
  [/^Pending: Unschedulable/, () => 'No node takes it: mend what the scheduler names.', 'describe'],
  [
    /(?:ErrImagePull|ImagePullBackOff).*(?:unauthori[sz]ed|denied|authoriz|forbidden|401|403)/i,
    () => 'Mend the name of its image, or give it an image pull secret that may pull it.',
    'describe',
  ],
  [
    /InvalidImageName|ErrImageNeverPull|ErrImagePull|ImagePullBackOff/,
    () => 'Mend the name or tag of its image, or the way from its node to the registry.',
    'describe',
  ],
  [
    /runAsNonRoot|run as (?:non-)?root/,
    () => 'Its security context forbids root: set `runAsUser`, or use an image with another user.',
    'describe',
  ],
  [
    /Liveness probe (?:failed|errored)/,
    () =>
      'The kubelet kills it: mend the port or path of its liveness probe, or give it more time.',
    'describe',
  ],
  [
    /CreateContainerConfigError/,
    () => 'Create the ConfigMap, the Secret or the key that it names, or mend the reference.',
    'describe',
  ],
  [
    /OOMKilled/,
    () => 'It used more memory than it may: raise its memory limit, or let it use less.',
    'describe',
  ],
  [
    /(?:CreateContainerError|RunContainerError|StartError|ContainerCannotRun)/,
    () => 'Mend its command, its mounts or its security context: it cannot even be started.',
    'describe',
  ],
  [
    /^init container (\S+): .*exit code/,
    (name) => `Mend what init container ${code(name)} fails at: nothing else starts before.`,
    'previous',
  ],
  [/exit code 0/, () => 'Its program ends by itself: let it run a server that stays.', 'previous'],
  [/exit code/, () => 'Mend what its program ends over: its last words say it.', 'previous'],
  [
    /^Failed(?:Mount|AttachVolume|MapVolume)/,
    () => 'Make the volume, ConfigMap or Secret available that it waits for.',
    'describe',
  ],
  [
    /FailedCreatePodSandBox|NetworkNotReady/,
    () => 'Its node cannot give it a network: look at the network plugin’s pod there.',
    'describe',
  ],
  [/^init container (\S+): still/, () => 'Wait for its init container, or read its log.', 'logs'],
];

const wait: (typeof advices)[number] = [
  /^/,
  () => 'Wait for it, and watch its events.',
  'describe',
];

/** @param trouble why it does not run, as `stageTrouble` says it */
export function podAdvice(pod: Pod, trouble: string): PodAdvice {
  const [words, fix, command] = advices.find(([one]) => one.test(trouble)) ?? wait;
  const name = words.exec(trouble)?.[1] ?? '';
  return { fix: fix(name), kubectl: commandFor(pod, trouble, command) };
}

function commandFor({ metadata, spec }: Pod, trouble: string, command: Command): string {
  const pod = `${metadata.name} -n ${metadata.namespace}`;
  if (command === 'describe') return `kubectl describe pod ${pod}`;
  const container = /^(?:init )?container (\S+):/.exec(trouble)?.[1];
  const isOnly = spec.containers.length === 1 && spec.containers[0]?.name === container;
  const which = container === undefined || isOnly ? '' : ` -c ${container}`;
  return `kubectl logs ${pod}${which}${command === 'previous' ? ' --previous' : ''}`;
}
