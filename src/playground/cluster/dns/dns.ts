/** The DNS servers of the embedded cluster: one in every pod that looks like one, each with its faults. */
import type { ContainerPort, Pod } from '../defaults/kinds.ts';
import type { Listener } from '../pod-ports.ts';
import type { Resources } from '../resources.ts';
import type { KubeObject, Storage } from '../storage.ts';
import { type DnsFault, isDnsFault } from './faults.ts';
import { respondTo } from './responder.ts';
import { createView } from './view.ts';
import { resolve } from './zone.ts';

export interface ClusterDns {
  /** Undefined if nothing of this kind listens there. */
  listener(pod: KubeObject, port: number): Listener | undefined;
  /** Counts more than the pod's annotation; null makes it well, undefined takes that back. */
  setFault(namespace: string, pod: string, fault: DnsFault | null | undefined): void;
}

/** CoreDNS and kube-dns everywhere; OpenShift's own. */
const labels = [
  ['k8s-app', 'kube-dns'],
  ['dns.operator.openshift.io/daemonset-dns', 'default'],
] as const;

const annotation = 'playground.portolan.dev/dns';

const isDnsPod = ({ metadata }: KubeObject) =>
  labels.some(([key, value]) => metadata.labels?.[key] === value);

export function createDns(storage: Storage, resources: Resources): ClusterDns {
  const faults = new Map<string, DnsFault | null>();
  const pods = resources.of({ apiVersion: 'v1', kind: 'Pod' });

  /** One word, or one for each pod in the order of their names: `servfail,well`. */
  function annotated(pod: KubeObject): DnsFault | undefined {
    const words = pod.metadata.annotations?.[annotation]?.split(',').map((word) => word.trim());
    if (!words) return undefined;
    const { namespace, name } = pod.metadata;
    const names = storage
      .list(pods, namespace)
      .filter(isDnsPod)
      .map((one) => one.metadata.name);
    const word = words[names.indexOf(name) % words.length] ?? '';
    return isDnsFault(word) ? word : undefined;
  }

  function faultOf(pod: KubeObject): DnsFault | undefined {
    const { namespace, name } = pod.metadata;
    const set = faults.get(`${namespace}/${name}`);
    return set === undefined ? annotated(pod) : (set ?? undefined);
  }

  return {
    listener(pod, port) {
      if (!isDnsPod(pod) || !tcpPorts(pod).includes(port)) return undefined;
      if (faultOf(pod) === 'closed') return undefined;
      const responder = {
        fault: () => faultOf(pod),
        answer: (question: { name: string; type: string }) =>
          resolve(question, createView(storage, resources)),
      };
      return (connection) => respondTo(connection, responder);
    },
    setFault(namespace, pod, fault) {
      const key = `${namespace}/${pod}`;
      if (fault === undefined) faults.delete(key);
      else faults.set(key, fault);
    },
  };
}

function tcpPorts(pod: KubeObject): number[] {
  const { containers } = (pod as Pod).spec;
  const isDns = ({ name = '', protocol = 'TCP' }: ContainerPort) =>
    protocol === 'TCP' && /^dns/.test(name);
  return containers.flatMap(({ ports = [] }) =>
    ports.filter(isDns).map(({ containerPort }) => containerPort),
  );
}
