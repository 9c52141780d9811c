/** What stands in the cluster before the first question, and what the API itself says about it. */
import type { V1PodStatus } from '@kubernetes/client-node';
import { deployment, idlePod, probeFailure, services, slices, twin } from './objects.ts';
import { pause, type Writer } from './writer.ts';

export const byHand = { ready: 'is-ready', failing: 'is-failing', leaving: 'is-leaving' } as const;

export interface Tally {
  total: number;
  ready: number;
}

export interface Scene {
  namespace: string;
  /** The second namespace, with a Service of the same name as one in the first. */
  other: string;
  twin: string;
  services: string[];
  /** Endpoints of a Service, counted from the raw slices. */
  truth(service: string): Promise<Tally>;
  /** The same, when it has stopped moving or the patience is over. */
  settled(service: string): Promise<Tally>;
}

export async function setTheScene(writer: Writer, patience: number): Promise<Scene> {
  const namespace = await writer.namespace();
  const other = await writer.namespace();
  const twinName = `twin-of-${namespace.slice(-6)}`;
  const all = [...services(namespace), twin(namespace, twinName)];
  for (const object of [deployment(namespace), ...all, twin(other, twinName)]) {
    await writer.create(object);
  }
  await writeByHand(writer, namespace);
  const truth = (service: string) => count(writer, namespace, service);
  return {
    namespace,
    other,
    twin: twinName,
    services: all.map(({ metadata }) => metadata?.name ?? ''),
    truth,
    settled: (service) => settled(() => truth(service), patience),
  };
}

/** Three pods that nobody runs, with the status and the endpoints a running one would have. */
async function writeByHand(writer: Writer, namespace: string): Promise<void> {
  const endpoints = [];
  for (const [index, pod] of Object.values(byHand).entries()) {
    const uid = await writer.create(idlePod(namespace, pod));
    const ipv4 = `192.0.2.${index + 1}`;
    const ready = pod === byHand.ready;
    const terminating = pod === byHand.leaving;
    await writer.setStatus(namespace, pod, statusOf(ipv4, ready, pod === byHand.failing ? 7 : 0));
    if (pod === byHand.failing) await writer.create(probeFailure(namespace, pod, uid));
    const conditions = { ready, serving: ready || terminating, terminating };
    endpoints.push({ pod, uid, ipv4, conditions });
  }
  for (const slice of slices(namespace, endpoints)) await writer.create(slice);
}

function statusOf(podIP: string, isReady: boolean, restartCount: number): V1PodStatus {
  const status = isReady ? 'True' : 'False';
  const image = 'registry.k8s.io/pause:3.10';
  const state = { running: { startedAt: new Date() } };
  return {
    phase: 'Running',
    podIP,
    podIPs: [{ ip: podIP }],
    conditions: [
      { type: 'PodScheduled', status: 'True' },
      { type: 'Ready', status },
      { type: 'ContainersReady', status },
    ],
    containerStatuses: [
      { name: 'app', image, imageID: image, ready: isReady, restartCount, started: true, state },
    ],
  };
}

async function count(writer: Writer, namespace: string, service: string): Promise<Tally> {
  const labelSelector = `kubernetes.io/service-name=${service}`;
  const { items } = await writer.discovery.listNamespacedEndpointSlice({
    namespace,
    labelSelector,
  });
  const endpoints = items.flatMap((slice) => slice.endpoints ?? []);
  const byPod = new Map(endpoints.map((item) => [item.targetRef?.uid ?? item.addresses[0], item]));
  const ready = [...byPod.values()].filter(({ conditions }) => conditions?.ready ?? true).length;
  return { total: byPod.size, ready };
}

async function settled(truth: () => Promise<Tally>, patience: number): Promise<Tally> {
  const end = Date.now() + patience;
  let last = await truth();
  while (Date.now() < end && last.ready === 0) {
    await pause(250);
    last = await truth();
  }
  return last;
}
