/** What the cluster's own DNS is told: the few directives of its Corefile that change answers. */
import type { Resources } from '../resources.ts';
import type { Storage } from '../storage.ts';

export interface DnsSettings {
  /** The cluster's domain, without a dot at its end. */
  zone: string;
  /** Seconds. */
  ttl: number;
  pods: string;
}

/** As CoreDNS does without a word about them: records live 5 s, pods have none. */
const silent = { ttl: 5, pods: 'disabled' };

/** Of the ConfigMap that CoreDNS mounts in kubeadm clusters; without one, what kubeadm writes. */
export function readSettings(storage: Storage, resources: Resources): DnsSettings {
  const maps = resources.of({ apiVersion: 'v1', kind: 'ConfigMap' });
  const map = storage.get(maps, 'kube-system', 'coredns');
  const { Corefile = '' } = Object(map?.data) as { Corefile?: string };
  const plugin = /^\s*kubernetes\s+([^{\n]*)(?:\{([^}]*)\})?/m.exec(Corefile);
  if (!plugin) return { zone: 'cluster.local', ttl: 30, pods: 'insecure' };
  const [, zones = '', block = ''] = plugin;
  const zone = zones.split(/\s+/).find((one) => one && !/\.arpa\.?$/.test(one));
  const ttl = /^\s*ttl\s+(\d+)/m.exec(block)?.[1];
  const pods = /^\s*pods\s+(\w+)/m.exec(block)?.[1];
  return {
    zone: (zone ?? 'cluster.local').replace(/\.$/, '').toLowerCase(),
    ttl: ttl === undefined ? silent.ttl : Number(ttl),
    pods: pods ?? silent.pods,
  };
}
