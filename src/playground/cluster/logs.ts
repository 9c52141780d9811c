/**
 * What containers printed, as far as somebody has said so (a call, or an annotation of a scenario), and
 * how `log` reads it.
 */
import type { Reply, ResourceCall } from './cluster.ts';
import { ailment } from './controllers/ailments.ts';
import type { ContainerStatus, Pod } from './defaults/kinds.ts';
import { badRequest, notFound } from './status.ts';

export interface LogLine {
  time: Date;
  text: string;
}

export interface LogOptions {
  /** The run before the last restart. */
  previous?: boolean;
}

export interface Logs {
  /** Text lines count as printed when they are set. */
  set(
    namespace: string,
    pod: string,
    container: string,
    lines: readonly (string | LogLine)[],
    options?: LogOptions,
  ): void;
  get(
    namespace: string,
    pod: string,
    container: string,
    options?: LogOptions,
  ): readonly LogLine[] | undefined;
}

export function createLogs(now: () => Date): Logs {
  const logs = new Map<string, readonly LogLine[]>();
  const key = (...parts: (string | boolean)[]) => parts.join('/');
  return {
    set(namespace, pod, container, lines, { previous = false } = {}) {
      const timed = lines.map((line) =>
        typeof line === 'string' ? { time: now(), text: line } : line,
      );
      logs.set(key(namespace, pod, container, previous), timed);
    },
    get: (namespace, pod, container, { previous = false } = {}) =>
      logs.get(key(namespace, pod, container, previous)),
  };
}

function containerNames({ spec }: Pod): { main: string[]; init: string[] } {
  const names = (list: { name: string }[] = []) => list.map(({ name }) => name);
  return { main: names(spec?.containers), init: names(spec?.initContainers) };
}

function statusOf({ status }: Pod, container: string): ContainerStatus | undefined {
  return status?.containerStatuses?.find(({ name }) => name === container);
}

function annotated(pod: Pod, container: string, previous: boolean): LogLine[] | undefined {
  const text = ailment(pod, 'log');
  const isFirst = container === containerNames(pod).main[0];
  if (text === undefined || !isFirst || !pod.spec.nodeName) return undefined;
  if (previous && !statusOf(pod, container)?.lastState?.terminated) return undefined;
  const time = new Date(pod.metadata.creationTimestamp ?? 0);
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ time, text: line }));
}

/** In the kubelet's words; one that ran before has the log of then. */
function checkStarted(pod: Pod, container: string): void {
  const { state, lastState } = statusOf(pod, container) ?? {};
  if (!state?.waiting || lastState?.terminated) return;
  const reason = String(state.waiting.reason);
  const words: Record<string, string> = {
    ErrImagePull: "image can't be pulled",
    ImagePullBackOff: 'trying and failing to pull image',
  };
  const where = `container "${container}" in pod "${pod.metadata.name}"`;
  throw badRequest(`${where} is waiting to start: ${words[reason] ?? reason}`);
}

function chooseContainer(pod: Pod, asked: string): string {
  const { main, init } = containerNames(pod);
  const { name } = pod.metadata;
  if (asked !== '') {
    if ([...main, ...init].includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${name}`);
  }
  const [only, ...more] = main;
  if (only !== undefined && more.length === 0) return only;
  const hint = init.length > 0 ? ` or one of the init containers: [${init.join(' ')}]` : '';
  throw badRequest(
    `a container name must be specified for pod ${name}, choose one of: [${main.join(' ')}]${hint}`,
  );
}

const nanoseconds = (time: Date) => time.toISOString().replace(/\.(\d{3})Z$/, '.$1000000Z');

function narrow(lines: readonly LogLine[], query: URLSearchParams, now: Date): string {
  const seconds = query.get('sinceSeconds');
  const tail = query.get('tailLines');
  const limit = query.get('limitBytes');
  const oldest = seconds === null ? 0 : now.getTime() - Number(seconds) * 1000;
  const young = lines.filter(({ time }) => time.getTime() >= oldest);
  const kept = tail === null ? young : young.slice(Math.max(0, young.length - Number(tail)));
  const withTime = query.get('timestamps') === 'true';
  const text = kept
    .map((line) => (withTime ? `${nanoseconds(line.time)} ${line.text}\n` : `${line.text}\n`))
    .join('');
  return limit === null ? text : Buffer.from(text).subarray(0, Number(limit)).toString('utf8');
}

/** A container nobody wrote a log for has printed nothing; without a previous run there is none. */
export function readLog({ cluster, target, resource, info }: ResourceCall): Reply {
  const { namespace, name } = target;
  const stored = cluster.storage.get(resource, namespace, name);
  if (!stored) throw notFound(resource, name);
  const pod = stored as Pod;
  const container = chooseContainer(pod, info.query.get('container') ?? '');
  const previous = info.query.get('previous') === 'true';
  const lines =
    cluster.logs.get(namespace, name, container, { previous }) ??
    annotated(pod, container, previous);
  if (previous && !lines) {
    throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
  }
  if (!previous) checkStarted(pod, container);
  const body = narrow(lines ?? [], info.query, cluster.now());
  return { status: 200, contentType: 'text/plain', body };
}
