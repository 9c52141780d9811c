/** Why a container is not up, in the kubelet's words: what it waits for, and how its last run ended. */
import type { Container, ContainerStatus, Pod } from '../objects/pod.ts';
import { visible } from '../report.ts';
import { bothEnds } from './error-chain.ts';

/** undefined: all of them run, have done their work, or are on their way. */
export function containerTrouble({ spec, status }: Pod): string | undefined {
  const sidecars = new Set(spec.initContainers.filter(isSidecar).map(({ name }) => name));
  const hasStopped = ({ name, state }: ContainerStatus) =>
    sidecars.has(name) ? Boolean(state?.terminated) : (state?.terminated?.exitCode ?? 0) !== 0;
  const init = status.initContainerStatuses.find((one) => hasStopped(one) || isStuck(one));
  if (init) return `init container ${init.name}: ${stateOf(init)}`;
  const main = status.containerStatuses.find((one) => one.state?.terminated || isStuck(one));
  return main && `container ${main.name}: ${stateOf(main)}`;
}

/** `restartPolicy: Always` makes an init container a sidecar that runs on (KEP-753). */
export const isSidecar = ({ restartPolicy }: Container) => restartPolicy === 'Always';

const onTheirWay = new Set(['PodInitializing', 'ContainerCreating']);

function isStuck({ state }: ContainerStatus): boolean {
  const reason = state?.waiting?.reason;
  return reason !== undefined && !onTheirWay.has(reason);
}

/** `CrashLoopBackOff: back-off 5m0s, last exit code 137 (OOMKilled)` */
function stateOf({ state, lastState }: ContainerStatus): string {
  const { waiting, terminated } = state ?? {};
  if (!waiting) return terminated ? exitOf(terminated) : 'not running';
  const last = lastState?.terminated;
  const said = bothEnds(brief(waiting.message ?? ''), 240);
  const words = [waiting.reason ?? 'waiting', said].filter(Boolean);
  return `${words.join(': ')}${last ? `, last ${exitOf(last)}` : ''}`;
}

type Terminated = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>;

/** The last words of the container, where it left any, are the best clue there is. */
function exitOf({ exitCode, reason, signal, message }: Terminated): string {
  const why = [reason, signal && `signal ${signal}`].filter(Boolean).join(', ');
  const words = lastLine(message ?? '');
  return `exit code ${exitCode}${why ? ` (${why})` : ''}${words ? `: ${words}` : ''}`;
}

/** The kubelet repeats the pod's name and uid, which the reader has and no two pods share. */
const brief = (message: string) =>
  message.replace(/ restarting failed container=\S+ pod=\S+$/, '').trim();

const lastLine = (text: string) =>
  bothEnds(visible(text.trim().split('\n').at(-1)?.trim() ?? '', 4096), 160);
