/** Who has to give a LoadBalancer its address, and what they say while they do not. */
import type { Event } from '../objects/event.ts';
import type { Service } from '../objects/service.ts';

/** By loadBalancerClass, or what stands before its slash. Names that people choose are not here. */
const makers: Readonly<Record<string, string>> = {
  'service.k8s.aws/nlb': 'the AWS Load Balancer Controller',
  'eks.amazonaws.com/nlb': 'EKS Auto Mode',
  'networking.gke.io': 'GKE',
  'metallb.io': 'MetalLB',
  'metallb.universe.tf': 'MetalLB',
  'io.cilium': 'Cilium (l2-announcer or BGP control plane)',
  'kube-vip.io': 'kube-vip',
  'purelb.io': 'PureLB',
  'loxilb.io': 'LoxiLB',
  tailscale: 'the Tailscale operator',
};

/** Who serves this class; undefined: not known here. */
export function makerOf(loadBalancerClass: string): string | undefined {
  return makers[loadBalancerClass] ?? makers[loadBalancerClass.split('/')[0] ?? ''];
}

/** Events about this very Service, the latest first; one that was made again is another. */
export function eventsOf({ metadata }: Service, events: readonly Event[]): Event[] {
  return events
    .filter(({ involvedObject: { uid } }) => !uid || !metadata.uid || uid === metadata.uid)
    .sort((a, b) => seenAt(b).localeCompare(seenAt(a)));
}

const seenAt = (event: Event) =>
  event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? '';

const advice: readonly [says: RegExp, fix: string][] = [
  [/quota|limit ?exceeded|too many/i, 'Raise the quota, or delete load balancers nobody needs.'],
  [
    /subnet/i,
    'Give the load balancer its subnets: the cloud finds them by their tags, or by an annotation of the Service.',
  ],
  [
    /denied|forbidden|unauthori[sz]ed|not authorized|permission|credential/i,
    'Give the controller the rights in the cloud that it names.',
  ],
  [
    /no available ips|pool|exhausted|allocat/i,
    'Give the address pool more addresses, or name a pool that has some.',
  ],
  [/already (in use|allocated)|conflict/i, 'Ask for another address: this one is taken.'],
];

export function adviceFor(message: string): string {
  const found = advice.find(([says]) => says.test(message));
  return found?.[1] ?? 'Mend what it names; the controller tries again by itself.';
}
